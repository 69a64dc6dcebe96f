package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program is compiled and run as printed, with the policy printed there, and prints what is printed below it. */
class ReadmeTest {
  private static final String README = Examples.read(Examples.SOURCE.resolve("README.md"));

  @TempDir Path folder;

  @Test
  void oneFamilyIsDecidedAsPrinted() throws Exception {
    run("Example", 0);
  }

  @Test
  void aRegisterIsDecidedAsPrinted() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        Register register = new Register(allocator, 100000, 5000);
        OutputStream file = Files.newOutputStream(folder.resolve("register.arrows"));
        ArrowStreamWriter writer = new ArrowStreamWriter(register.getVectorSchemaRoot(), null, file)) {
      while (register.loadNextBatch()) writer.writeBatch();
    }
    run("Register", 1);
  }

  @Test
  void aFamilyIsFollowedAsPrinted() throws Exception {
    run("Cycle", 3);
  }

  @Test
  void aSuiteIsTestsOfJUnitAsPrinted() throws Exception {
    Files.writeString(folder.resolve("example.policy.txtpb"), block("textproto", 0));
    Files.writeString(
        folder.resolve("example.test.txtpb"), block("textproto", README.indexOf("```textproto\n") + 1));
    int program = README.indexOf("\n## From Java\n");
    for (int i = 0; i < 3; ++i) program = README.indexOf("```java\n", program + 1);
    compile("ExamplePolicyTest", program);
    Child child =
        Child.run(
            folder,
            folder + File.pathSeparator + Child.CLASS_PATH,
            List.of("-Dgraduasi.source.dir=" + Examples.SOURCE, "-Dgraduasi.build.dir=" + Examples.BUILD),
            PolicyTestsTest.class.getName(),
            "ExamplePolicyTest");
    assertEquals(
        "example.test.txtpb:11: On the line: passed\n"
            + "example.test.txtpb:16: A rupiah short: passed\n"
            + "example.test.txtpb:22: Income is not recorded: passed\n",
        child.printed);
  }

  /** The program of that number in the section on Java, against what stands below it. */
  private void run(String name, int number) throws Exception {
    int program = README.indexOf("\n## From Java\n");
    for (int i = 0; i <= number; ++i) program = README.indexOf("```java\n", program + 1);
    Files.writeString(folder.resolve("example.policy.txtpb"), block("textproto", 0));
    compile(name, program);
    List<String> flags = new ArrayList<>(List.of("--add-opens=java.base/java.nio=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 24) flags.add("--sun-misc-unsafe-memory-access=allow");
    Child child = Child.run(folder, folder + File.pathSeparator + Child.CLASS_PATH, flags, name);
    assertEquals(block("text", program), child.printed);
    assertEquals(0, child.code);
  }

  private void compile(String name, int program) throws Exception {
    Path source = Files.writeString(folder.resolve(name + ".java"), block("java", program));
    String[] arguments = {"--release", "11", "-cp", Child.CLASS_PATH, "-d", folder.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments), "it does not compile");
  }

  private static String block(String language, int from) {
    String mark = "```" + language + "\n";
    int start = README.indexOf(mark, from);
    if (start < 0) throw new AssertionError("README.md has no " + language + " here");
    return README.substring(start + mark.length(), README.indexOf("```", start + mark.length()));
  }
}
