package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program is compiled and run as printed, with the policy printed there, and prints what is printed below it. */
class ReadmeTest {
  private static final String README = Examples.read(Examples.SOURCE.resolve("README.md"));

  @TempDir Path folder;

  @Test
  void theProgramPrintsWhatTheReadmeSays() throws Exception {
    int section = README.indexOf("\n## From Java\n");
    int program = README.indexOf("```java\n", section);
    Files.writeString(folder.resolve("example.policy.txtpb"), block("textproto", 0));
    Path source = Files.writeString(folder.resolve("Example.java"), block("java", section));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "11", "-cp", Child.CLASS_PATH, "-d", folder.toString(), source.toString());
    assertEquals(0, code, "it does not compile");
    String classPath = folder + java.io.File.pathSeparator + Child.CLASS_PATH;
    Child child = Child.run(folder, classPath, List.of(), "Example");
    assertEquals(block("text", program), child.printed);
    assertEquals(0, child.code);
  }

  private static String block(String language, int from) {
    String mark = "```" + language + "\n";
    int start = README.indexOf(mark, from);
    if (start < 0) throw new AssertionError("README.md has no " + language + " here");
    return README.substring(start + mark.length(), README.indexOf("```", start + mark.length()));
  }
}
