package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A handle is freed once, after the last call: with a pointer that is never followed, so that it can be counted. */
class HandleTest {
  private final AtomicInteger freed = new AtomicInteger();

  private Handle handle() {
    return new Handle(1, pointer -> freed.incrementAndGet(), "thing", 1);
  }

  @Test
  void closingFreesOnce() {
    Object owner = new Object();
    Handle handle = handle();
    var cleanable = handle.ownedBy(owner);
    assertEquals(0, freed.get());
    cleanable.clean();
    cleanable.clean();
    handle.run();
    assertEquals(1, freed.get());
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> handle.call(Pointer::toString));
    assertEquals("This thing has been closed.", e.getMessage());
  }

  @Test
  void aCallInsideIsWaitedFor() throws InterruptedException {
    Handle handle = handle();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () ->
                handle.call(
                    pointer -> {
                      inside.countDown();
                      try {
                        return finish.await(60, TimeUnit.SECONDS);
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }));
    thread.start();
    inside.await();
    handle.run();
    assertEquals(0, freed.get(), "a call is still inside");
    assertThrows(IllegalStateException.class, () -> handle.call(Pointer::toString));
    finish.countDown();
    thread.join();
    assertEquals(1, freed.get());
  }

  @Test
  void severalAreKeptTogetherOrNotAtAll() {
    Handle first = handle();
    Handle second = handle();
    Handle closed = handle();
    closed.run();
    assertEquals(1, freed.get());
    int count =
        Handle.callAll(
            List.of(first, second),
            pointers -> {
              first.run();
              second.run();
              assertEquals(1, freed.get(), "a call is still inside");
              return pointers.length;
            });
    assertEquals(2, count);
    assertEquals(3, freed.get());
    Handle third = handle();
    assertThrows(IllegalStateException.class, () -> Handle.callAll(List.of(third, closed), pointers -> 0));
    third.run();
    assertEquals(4, freed.get(), "what was entered before has been left");
    count = Handle.callAll(List.of(), pointers -> pointers.length);
    assertEquals(0, count);
  }

  @Test
  void oneThreadAtATimeIsInsideWhatIsConfined() throws InterruptedException {
    Handle handle = handle();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () ->
                handle.callAlone(
                    pointer -> {
                      inside.countDown();
                      try {
                        return finish.await(60, TimeUnit.SECONDS);
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }));
    thread.start();
    inside.await();
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> handle.callAlone(Pointer::toString));
    assertEquals("This thing is in use: it is confined to one thread at a time.", e.getMessage());
    finish.countDown();
    thread.join();
    assertEquals("inside again", handle.callAlone(pointer -> "inside again"));
    handle.run();
    assertThrows(IllegalStateException.class, () -> handle.callAlone(Pointer::toString));
    assertEquals(1, freed.get());
  }

  @Test
  void aCallThatThrowsIsOver() {
    Handle handle = handle();
    assertThrows(
        ArithmeticException.class,
        () ->
            handle.call(
                pointer -> {
                  throw new ArithmeticException();
                }));
    handle.run();
    assertEquals(1, freed.get());
  }

  @Test
  void whatIsForgottenIsFreedByTheCollector() throws InterruptedException {
    for (int i = 0; i < 1000; ++i) handle().ownedBy(new Object());
    for (int i = 0; i < 600 && freed.get() < 1000; ++i) {
      System.gc();
      Thread.sleep(50);
    }
    assertEquals(1000, freed.get());
  }

  /** Many calls and one close at any moment: never freed with a call inside, always freed in the end. */
  @Test
  void closingAmongCallsIsSafe() throws InterruptedException {
    for (int round = 0; round < 200; ++round) {
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger freedWithCallInside = new AtomicInteger();
      AtomicInteger frees = new AtomicInteger();
      Handle handle =
          new Handle(
              1,
              pointer -> {
                frees.incrementAndGet();
                freedWithCallInside.addAndGet(inside.get());
              },
              "thing",
              1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; ++i) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    while (true) {
                      handle.call(
                          pointer -> {
                            inside.incrementAndGet();
                            return inside.decrementAndGet();
                          });
                    }
                  } catch (IllegalStateException closed) {
                    return;
                  }
                });
        thread.start();
        threads.add(thread);
      }
      Thread.yield();
      handle.run();
      for (Thread thread : threads) thread.join();
      assertEquals(1, frees.get());
      assertEquals(0, freedWithCallInside.get());
    }
  }

  @Test
  void whatIsForgottenNeverPilesUp() {
    int most = 0;
    for (int i = 0; i < 5 * NativeWeight.LIGHT; ++i) {
      handle().ownedBy(new Object());
      most = Math.max(most, NativeWeight.open());
    }
    assertTrue(most <= 3 * NativeWeight.LIGHT, most + " open");
    assertTrue(freed.get() > 2 * NativeWeight.LIGHT, freed.get() + " freed");
  }
}
