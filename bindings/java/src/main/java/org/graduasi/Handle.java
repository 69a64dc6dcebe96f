package org.graduasi;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A native handle that is freed once, and not before the last call that uses it has returned. It must not refer to its
 * owner: the cleaner frees it when the owner is no longer reachable.
 */
final class Handle implements Runnable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Pointer pointer;
  private final Consumer<Pointer> free;
  private final String noun;
  /** Calls inside, and one for the owner until it closes. */
  private final AtomicInteger users = new AtomicInteger(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Whether a call of {@link #callAlone} is inside. */
  private final AtomicBoolean alone = new AtomicBoolean();

  private final int weight;

  /**
   * The pointer is the handle's from now on. The noun, "policy", names it in errors; the weight is for {@link
   * NativeWeight}.
   */
  Handle(long pointer, Consumer<Pointer> free, String noun, int weight) {
    this.pointer = new Pointer(pointer);
    this.free = free;
    this.noun = noun;
    this.weight = weight;
    NativeWeight.added(weight);
  }

  /** The owner's close is {@code clean} of what this returns. */
  Cleaner.Cleanable ownedBy(Object owner) {
    return CLEANER.register(owner, this);
  }

  /**
   * Calls with the pointer, which is valid until the call returns.
   *
   * @throws IllegalStateException if the owner has been closed
   */
  <T> T call(Function<Pointer, T> function) {
    enter();
    try {
      return function.apply(pointer);
    } finally {
      leave();
    }
  }

  /**
   * As {@link #call}, of a handle that is confined to one thread at a time.
   *
   * @throws IllegalStateException if the owner has been closed, or is inside another such call
   */
  <T> T callAlone(Function<Pointer, T> function) {
    if (!alone.compareAndSet(false, true)) {
      throw new IllegalStateException("This " + noun + " is in use: it is confined to one thread at a time.");
    }
    try {
      return call(function);
    } finally {
      alone.set(false);
    }
  }

  /**
   * Calls with the pointers of several handles, which are valid until the call returns.
   *
   * @throws IllegalStateException if an owner has been closed
   */
  static <T> T callAll(List<Handle> handles, Function<Pointer[], T> function) {
    Pointer[] pointers = new Pointer[handles.size()];
    int entered = 0;
    try {
      for (Handle handle : handles) {
        handle.enter();
        pointers[entered++] = handle.pointer;
      }
      return function.apply(pointers);
    } finally {
      while (entered > 0) handles.get(--entered).leave();
    }
  }

  /** For the cleaner. */
  @Override
  public void run() {
    if (closed.compareAndSet(false, true)) leave();
  }

  private void enter() {
    int now = users.get();
    while (now > 0 && !closed.get()) {
      if (users.compareAndSet(now, now + 1)) return;
      now = users.get();
    }
    throw new IllegalStateException("This " + noun + " has been closed.");
  }

  private void leave() {
    if (users.decrementAndGet() > 0) return;
    free.accept(pointer);
    NativeWeight.removed(weight);
  }
}
