package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An option structure of the C interface in native memory: its size, then fields, which are given in the header's order
 * and laid out as C does, and behind it in the same memory what they point to.
 */
final class OptionMemory {
  /** size_t and pointers are equally wide on every platform that JNA knows. */
  private static final int WORD = Native.POINTER_SIZE;

  /** A number of so many bytes; or a pointer to bytes, or to an array of pointers to bytes, if there are any. */
  private static final class Field {
    final int width;
    final long value;
    final byte[] bytes;
    final byte[][] array;

    Field(int width, long value) {
      this(width, value, null, null);
    }

    Field(byte[] bytes) {
      this(WORD, 0, bytes, null);
    }

    Field(byte[][] array) {
      this(WORD, 0, null, array);
    }

    private Field(int width, long value, byte[] bytes, byte[][] array) {
      this.width = width;
      this.value = value;
      this.bytes = bytes;
      this.array = array;
    }

    long pointsTo() {
      long size = bytes == null ? 0 : aligned(bytes.length, WORD);
      if (array == null) return size;
      for (byte[] element : array) size += WORD + aligned(element.length, WORD);
      return size;
    }
  }

  private final List<Field> fields = new ArrayList<>();

  /** The structure of options that are an array of texts and then numbers of the width of {@code size_t}. */
  static Memory of(List<String> texts, long... numbers) {
    OptionMemory memory = new OptionMemory().texts(texts);
    for (long number : numbers) memory.size(number);
    return memory.toNative();
  }

  /** An array of texts, NULL if there are none, and its length. */
  OptionMemory texts(List<String> texts) {
    byte[][] array = new byte[texts.size()][];
    for (int i = 0; i < array.length; ++i) array[i] = terminated(texts.get(i));
    fields.add(array.length == 0 ? new Field(WORD, 0) : new Field(array));
    return size(array.length);
  }

  /** A text, NULL if it is empty. */
  OptionMemory text(String text) {
    fields.add(text.isEmpty() ? new Field(WORD, 0) : new Field(terminated(text)));
    return this;
  }

  /** Bytes, NULL if there are none, and their number. */
  OptionMemory bytes(byte[] bytes) {
    fields.add(bytes.length == 0 ? new Field(WORD, 0) : new Field(bytes));
    return size(bytes.length);
  }

  /** An array of numbers, NULL if there are none, and its length. */
  OptionMemory int32s(int[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length).order(ByteOrder.nativeOrder());
    for (int number : numbers) bytes.putInt(number);
    fields.add(numbers.length == 0 ? new Field(WORD, 0) : new Field(bytes.array()));
    return size(numbers.length);
  }

  /** {@code size_t}, of which -1 is the greatest; or a handle, which must stay open as long as the memory is used. */
  OptionMemory size(long number) {
    fields.add(new Field(WORD, number));
    return this;
  }

  OptionMemory handle(Pointer handle) {
    return size(Pointer.nativeValue(handle));
  }

  OptionMemory int32(int number) {
    fields.add(new Field(Integer.BYTES, number));
    return this;
  }

  OptionMemory int64(long number) {
    fields.add(new Field(Long.BYTES, number));
    return this;
  }

  Memory toNative() {
    long size = WORD;
    int widest = WORD;
    long behind = 0;
    for (Field field : fields) {
      size = aligned(size, field.width) + field.width;
      widest = Math.max(widest, field.width);
      behind += field.pointsTo();
    }
    size = aligned(size, widest);
    Memory memory = new Memory(size + behind);
    memory.clear();
    set(memory, 0, WORD, size);
    long at = WORD;
    long free = size;
    for (Field field : fields) {
      at = aligned(at, field.width);
      set(memory, at, field.width, field.value);
      if (field.pointsTo() > 0) memory.setPointer(at, memory.share(free));
      if (field.bytes != null) memory.write(free, field.bytes, 0, field.bytes.length);
      if (field.array != null) write(memory, free, field.array);
      at += field.width;
      free += field.pointsTo();
    }
    return memory;
  }

  private static void write(Memory memory, long at, byte[][] array) {
    long element = at + (long) WORD * array.length;
    for (byte[] bytes : array) {
      memory.setPointer(at, memory.share(element));
      memory.write(element, bytes, 0, bytes.length);
      at += WORD;
      element += aligned(bytes.length, WORD);
    }
  }

  private static long aligned(long offset, int width) {
    return (offset + width - 1) / width * width;
  }

  private static byte[] terminated(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static void set(Memory memory, long offset, int width, long value) {
    if (width == Long.BYTES) {
      memory.setLong(offset, value);
    } else {
      memory.setInt(offset, (int) value);
    }
  }

  /** A copy of paths that C can read. */
  static List<String> checked(List<String> paths) {
    List<String> copy = List.copyOf(paths);
    for (String path : copy) checked("recorded_when_true", "A path", path);
    return copy;
  }

  /** A text that C can read: it ends at a NUL there. */
  static String checked(String option, String noun, String text) {
    if (text.indexOf('\0') >= 0) throw BadCallException.of(option, noun + " holds a NUL character.");
    return text;
  }

  /** A number that C has as one without sign. */
  static int checked(String option, int number) {
    if (number < 0) throw BadCallException.of(option, "The number is " + number + "; it must not be negative.");
    return number;
  }
}
