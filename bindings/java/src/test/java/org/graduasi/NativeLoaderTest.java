package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Is the native library found where the package's documentation says, in that order, and its absence explained? */
class NativeLoaderTest {
  private static final Path CLASSES = Examples.BUILD.resolve("classes");
  private static final Path NATIVE = CLASSES.resolve("org/graduasi/native/linux-x86-64/libgraduasi.so.0");

  @TempDir Path folder;

  @Test
  void isInTheJarAndNeedsNothingElse() throws Exception {
    Child child = run(jar(entry -> true), List.of());
    assertEquals(0, child.code, child.toString());
    assertTrue(child.printed.startsWith("0."), child.toString());
    assertTrue(child.printed.contains("ELIGIBLE (way)"), child.toString());
    assertTrue(child.printed.contains("/graduasi-"), "loaded from a copy: " + child);
    assertEquals(List.of(), left(), "files are left behind");
  }

  @Test
  void thePropertyWinsOverTheJar() throws Exception {
    Path other = Files.createDirectories(folder.resolve("folder with spaces"));
    Files.copy(NATIVE, other.resolve("libgraduasi.so.0"));
    for (String path : List.of(other.toString(), folder + File.pathSeparator + other, other + "/libgraduasi.so.0")) {
      Child child = run(jar(entry -> true), List.of("-Dgraduasi.library.path=" + path));
      assertEquals(0, child.code, child.toString());
      assertTrue(child.printed.contains("from " + other.resolve("libgraduasi.so.0")), child.toString());
    }
  }

  @Test
  void aMistakeInThePropertyIsAnErrorThoughTheJarHasIt() throws Exception {
    Child child = run(jar(entry -> true), List.of("-Dgraduasi.library.path=" + folder.resolve("none")));
    assertEquals(1, child.code, child.toString());
    assertTrue(child.printed.contains("was not found. Looked for, in this order:"), child.toString());
    assertTrue(child.printed.contains(folder.resolve("none").resolve("libgraduasi.so.0").toString()), child.toString());
    assertFalse(child.printed.contains("in the jar:"), child.toString());
    String sentence = "The native library of graduasi was not found";
    assertEquals(3, child.printed.split(sentence, -1).length, "said each time: " + child);
  }

  @Test
  void withoutOneInTheJarTheSystemIsAsked() throws Exception {
    String jar = jar(entry -> !entry.contains("/native/"));
    Path other = Files.createDirectories(folder.resolve("system"));
    Files.copy(NATIVE, other.resolve("libgraduasi.so"));
    Child found = run(jar, List.of("-Djna.library.path=" + other));
    assertEquals(0, found.code, found.toString());
    assertTrue(found.printed.contains("from " + other), found.toString());
    Child none = run(jar, List.of());
    assertEquals(1, none.code, none.toString());
    assertTrue(none.printed.contains("in the jar: /org/graduasi/native/linux-x86-64/libgraduasi.so.0"), none.toString());
    assertTrue(none.printed.contains("jna.library.path: (not set), and the system"), none.toString());
    assertTrue(none.printed.contains("-Dgraduasi.library.path=<folder>"), none.toString());
  }

  @Test
  void whatIsNoLibraryOrAnotherOneIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("libgraduasi.so.0"), "not a library");
    Child child = run(jar(entry -> true), List.of("-Dgraduasi.library.path=" + text));
    assertEquals(1, child.code, child.toString());
    assertTrue(child.printed.contains("was found and could not be loaded"), child.toString());
    assertTrue(child.printed.contains(text.toString()), child.toString());
    Child other = run(jar(entry -> true), List.of("-Dgraduasi.library.path=" + otherLibrary()));
    assertEquals(1, other.code, other.toString());
    assertTrue(other.printed.contains("graduasi_version"), other.toString());
  }

  @Test
  void anotherMajorVersionIsAnotherInterface() {
    assertTrue(NativeLoader.fits(Graduasi.version()));
    assertTrue(NativeLoader.fits(999999));
    assertFalse(NativeLoader.fits(1000000));
    assertFalse(NativeLoader.fits(-1));
    assertEquals("12.34.56", Graduasi.versionText(12034056));
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Child child = run(jar(entry -> true), List.of("-Djna.tmpdir=" + file));
    assertEquals(1, child.code, child.toString());
    assertTrue(child.printed.contains("-Djna.tmpdir=<folder>"), child.toString());
  }

  /** Any library that is not ours: the virtual machine's own. */
  private static Path otherLibrary() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home"), "lib"))) {
      return files.filter(file -> file.endsWith("libzip.so")).findFirst().orElseThrow();
    }
  }

  /** Only the package and JNA: Arrow is not there. */
  private Child run(String jar, List<String> flags) throws Exception {
    String classPath = jar + File.pathSeparator + Child.entry("jna-") + File.pathSeparator + Examples.BUILD.resolve("test-classes");
    return Child.run(folder, classPath, flags, "org.graduasi.Loaded");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
      return files.map(Path::toString).filter(name -> name.contains("graduasi-")).collect(Collectors.toList());
    }
  }

  private String jar(Predicate<String> chosen) throws IOException {
    Path jar = Files.createTempFile(folder, "graduasi", ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(CLASSES)) {
      for (Path entry : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        String name = CLASSES.relativize(entry).toString();
        if (!chosen.test(name)) continue;
        out.putNextEntry(new JarEntry(name));
        Files.copy(entry, out);
      }
    }
    return jar.toString();
  }
}
