package org.graduasi;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the native library, in the order that the package's documentation gives, and connects {@link Capi} to it, once.
 */
final class NativeLoader {
  private static final String PROPERTY = "graduasi.library.path";
  private static final int MAJOR = 0;
  private static final String[] FILES =
      Platform.isWindows()
          ? new String[] {"graduasi.dll"}
          : Platform.isMac()
              ? new String[] {"libgraduasi.0.dylib", "libgraduasi.dylib"}
              : new String[] {"libgraduasi.so.0", "libgraduasi.so"};

  private static final String FAILURE = connect();

  private NativeLoader() {}

  /** Must be called before the first use of {@link Capi}; says the same each time if the library cannot be had. */
  static void ready() {
    if (!FAILURE.isEmpty()) throw new UnsatisfiedLinkError(FAILURE);
  }

  /** Returns why it failed, or "". */
  private static String connect() {
    List<String> looked = new ArrayList<>();
    try {
      NativeLibrary library = find(looked);
      if (library == null) {
        return "The native library of graduasi was not found. Looked for, in this order:\n  "
            + String.join("\n  ", looked)
            + "\nName its folder with -D" + PROPERTY + "=<folder>, or use a jar that holds it for " + Platform.RESOURCE_PREFIX + ".";
      }
      return register(library);
    } catch (IOException e) {
      return "The native library of graduasi in the jar could not be copied to a file: " + e
          + "\nName a folder that can be written to and run from with -Djna.tmpdir=<folder>.";
    } catch (UnsatisfiedLinkError e) {
      return "The native library of graduasi was found and could not be loaded: " + e.getMessage()
          + "\nIt was " + looked.get(looked.size() - 1) + ".";
    }
  }

  private static NativeLibrary find(List<String> looked) throws IOException {
    String asked = System.getProperty(PROPERTY);
    if (asked != null) {
      File file = named(asked, looked);
      return file == null ? null : NativeLibrary.getInstance(file.getAbsolutePath());
    }
    for (String name : FILES) {
      String resource = "/org/graduasi/native/" + Platform.RESOURCE_PREFIX + "/" + name;
      looked.add("in the jar: " + resource);
      try (InputStream bytes = NativeLoader.class.getResourceAsStream(resource)) {
        if (bytes != null) return copied(bytes, name);
      }
    }
    try {
      return NativeLibrary.getInstance("graduasi");
    } catch (UnsatisfiedLinkError e) {
      looked.add("jna.library.path: " + System.getProperty("jna.library.path", "(not set)") + ", and the system");
      return null;
    }
  }

  /** The first of the folders, or the file itself, that the property names; null if there is none. */
  private static File named(String asked, List<String> looked) {
    for (String entry : asked.split(File.pathSeparator)) {
      List<File> candidates = new ArrayList<>();
      if (new File(entry).isFile()) {
        candidates.add(new File(entry));
      } else {
        for (String name : FILES) candidates.add(new File(entry, name));
      }
      for (File candidate : candidates) {
        looked.add(PROPERTY + ": " + candidate);
        if (candidate.isFile()) return candidate;
      }
    }
    return null;
  }

  private static NativeLibrary copied(InputStream bytes, String name) throws IOException {
    Path folder = Path.of(System.getProperty("jna.tmpdir", System.getProperty("java.io.tmpdir")));
    Path file = Files.createTempFile(Files.createDirectories(folder), "graduasi-", "-" + name);
    try {
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      return NativeLibrary.getInstance(file.toString());
    } finally {
      // What is loaded stays loaded without its file, except where the system locks it.
      if (!file.toFile().delete()) file.toFile().deleteOnExit();
    }
  }

  /** Another major version is another interface; one that is too old lacks functions. */
  static boolean fits(int version) {
    return Integer.divideUnsigned(version, 1000000) == MAJOR;
  }

  private static String register(NativeLibrary library) {
    int version = library.getFunction("graduasi_version").invokeInt(new Object[0]);
    String found = library.getFile() + " is version " + Graduasi.versionText(version);
    if (!fits(version)) return found + "; this package needs version " + MAJOR + ".";
    try {
      Native.register(Capi.class, library);
      return "";
    } catch (UnsatisfiedLinkError e) {
      return found + " and too old for this package: " + e.getMessage();
    }
  }
}
