package org.graduasi;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Ends, in the way that is asked for, while daemon threads decide, explain, parse and forget. */
final class Shutdown {
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Policy policy = Policy.load(Examples.referencePolicy());
    CountDownLatch busy = new CountDownLatch(6);
    for (int i = 0; i < 6; ++i) {
      int own = i;
      Thread thread = new Thread(() -> work(policy, own, busy));
      thread.setDaemon(true);
      thread.start();
    }
    busy.await();
    switch (arguments[0]) {
      case "return":
        return;
      case "exit":
        System.exit(3);
        return;
      default:
        policy.close();
        throw new IllegalStateException("of the application");
    }
  }

  private static void work(Policy policy, int own, CountDownLatch busy) {
    try {
      for (int i = 0; ; ++i) {
        if (i == 20) busy.countDown();
        if (own == 0) Policy.parse(Examples.TEXT);
        Decision decision = policy.decide(Examples.family("K" + own, "2010-01-01"), Examples.DAY);
        if (decision.explain(Language.ENGLISH).isEmpty() || decision.toJson().isEmpty()) throw new AssertionError();
        if (own % 2 == 0) decision.close();
      }
    } catch (IllegalStateException closed) {
      return;
    }
  }

  private Shutdown() {}
}
