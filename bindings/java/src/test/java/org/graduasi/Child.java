package org.graduasi;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own: what it prints, errors included, and how it ends. */
final class Child {
  /** Everything that the tests have. */
  static final String CLASS_PATH = System.getProperty("java.class.path");

  final int code;
  final String printed;

  private Child(int code, String printed) {
    this.code = code;
    this.printed = printed;
  }

  static Child run(Path folder, String classPath, List<String> flags, String main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.add("-XX:-UsePerfData");
    if (Runtime.version().feature() >= 24) command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "printed", ".txt");
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(main + " did not end");
    }
    return new Child(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  /** The entry of the tests' class path that holds a library. */
  static String entry(String name) {
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      if (new File(entry).getName().startsWith(name)) return entry;
    }
    throw new AssertionError(name + " is not in " + CLASS_PATH);
  }

  @Override
  public String toString() {
    return "exit code " + code + "\n" + printed;
  }
}
