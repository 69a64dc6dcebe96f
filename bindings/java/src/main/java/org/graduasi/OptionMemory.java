package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An option structure of the C interface in native memory: a size, an array of texts and its length, then numbers. */
final class OptionMemory {
  private OptionMemory() {}

  /** The structure, and behind it in the same memory what it points to. */
  static Memory of(List<String> texts, long... numbers) {
    // size_t and pointers are equally wide on every platform that JNA knows.
    final int word = Native.POINTER_SIZE;
    final long size = word * (3L + numbers.length);
    byte[][] bytes = new byte[texts.size()][];
    long total = size + (long) word * texts.size();
    for (int i = 0; i < bytes.length; ++i) {
      bytes[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
      total += bytes[i].length + 1;
    }
    Memory memory = new Memory(total);
    memory.clear();
    Pointer array = memory.share(size);
    setWord(memory, 0, size);
    memory.setPointer(word, bytes.length == 0 ? Pointer.NULL : array);
    setWord(memory, 2L * word, bytes.length);
    for (int i = 0; i < numbers.length; ++i) setWord(memory, (3L + i) * word, numbers[i]);
    long at = size + (long) word * bytes.length;
    for (int i = 0; i < bytes.length; ++i) {
      array.setPointer((long) i * word, memory.share(at));
      memory.write(at, bytes[i], 0, bytes[i].length);
      at += bytes[i].length + 1;
    }
    return memory;
  }

  private static void setWord(Memory memory, long offset, long value) {
    if (Native.POINTER_SIZE == Long.BYTES) {
      memory.setLong(offset, value);
    } else {
      memory.setInt(offset, Math.toIntExact(value));
    }
  }

  /** A copy that C can read: texts end at a NUL there. */
  static List<String> checked(List<String> paths) {
    List<String> copy = List.copyOf(paths);
    for (String path : copy) {
      if (path.indexOf('\0') >= 0) {
        String message = "recorded_when_true: a path holds a NUL character.";
        throw new BadCallException(message, List.of(new Finding("recorded_when_true", "A path holds a NUL character.", 0, 0)));
      }
    }
    return copy;
  }
}
