package org.graduasi;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps forgotten handles from piling up. A decision is a hundred bytes to the garbage collector and some 25 kB of
 * native memory, so a program that never closes one would fill the machine long before the collector sees a reason to
 * run. As the virtual machine does for direct buffers, the collector is therefore called where much is open; where that
 * is so because it is in use, seldom.
 */
final class NativeWeight {
  /** In decisions: about 100 MB. */
  static final int LIGHT = 4096;

  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final ReentrantLock COLLECTING = new ReentrantLock();
  private static volatile int limit = LIGHT;

  private NativeWeight() {}

  /** Something that weighs as many decisions was opened. May take as long as a full collection does. */
  static void added(int weight) {
    if (OPEN.addAndGet(weight) > limit) collect();
  }

  static void removed(int weight) {
    OPEN.addAndGet(-weight);
  }

  /** What is open now. */
  static int open() {
    return OPEN.get();
  }

  private static void collect() {
    if (!COLLECTING.tryLock()) return;
    try {
      System.gc();
      // The cleaner frees what was found in a thread of its own, which waits for its turn where the machine is busy: until
      // it is done, or has done nothing for a quarter of a second.
      int before = OPEN.get();
      for (int idle = 0; idle < 256 && OPEN.get() > limit / 8; ) {
        int pause = Math.max(1, idle);
        Thread.sleep(pause);
        int now = OPEN.get();
        idle = now < before ? 0 : idle + pause;
        before = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      limit = Math.max(LIGHT, 2 * OPEN.get());
      COLLECTING.unlock();
    }
  }
}
