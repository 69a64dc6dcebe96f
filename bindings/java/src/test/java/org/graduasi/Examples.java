package org.graduasi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** A small policy, in the three forms in which one is written, and families to decide with it. */
final class Examples {
  static final Path SOURCE = Path.of(System.getProperty("graduasi.source.dir")).normalize();
  static final Path BUILD = Path.of(System.getProperty("graduasi.build.dir")).normalize();
  static final LocalDate DAY = LocalDate.of(2026, 6, 15);

  /** Of its two criteria, the first asks for a day and the second for yes or no. */
  static final String TEXT =
      "id: \"small\" version: \"1\" title { id: \"Lima tahun\" en: \"Five years\" } effective { from: \"2026-01-01\" }\n"
          + "safeguard { id: \"baby\" title { id: \"Hamil\" en: \"Pregnant\" }\n"
          + "  when: \"household.members.exists(m, m.pregnant)\" source: \"example\" }\n"
          + "criterion { id: \"long\" title { id: \"Cukup lama\" en: \"Long enough\" }\n"
          + "  require: \"years_between(household.registered_on, as_of) >= 5\" can_act: NOBODY source: \"example\" }\n"
          + "route { id: \"way\" kind: OTHER title { id: \"Jalur\" en: \"Way\" } all_of: \"long\" source: \"example\" }\n";

  static final String JSON =
      "{\"id\": \"small\", \"version\": \"1\", \"title\": {\"id\": \"Lima tahun\", \"en\": \"Five years\"},"
          + " \"effective\": {\"from\": \"2026-01-01\"},"
          + " \"safeguard\": [{\"id\": \"baby\", \"title\": {\"id\": \"Hamil\", \"en\": \"Pregnant\"},"
          + " \"when\": \"household.members.exists(m, m.pregnant)\", \"source\": \"example\"}],"
          + " \"criterion\": [{\"id\": \"long\", \"title\": {\"id\": \"Cukup lama\", \"en\": \"Long enough\"},"
          + " \"require\": \"years_between(household.registered_on, as_of) >= 5\", \"canAct\": \"NOBODY\","
          + " \"source\": \"example\"}],"
          + " \"route\": [{\"id\": \"way\", \"kind\": \"OTHER\", \"title\": {\"id\": \"Jalur\", \"en\": \"Way\"},"
          + " \"allOf\": [\"long\"], \"source\": \"example\"}]}";

  static final byte[] BINARY =
      new Message()
          .text(1, "small")
          .text(2, "1")
          .message(3, both("Lima tahun", "Five years"))
          .message(6, new Message().text(1, "2026-01-01"))
          .message(
              9,
              new Message()
                  .text(1, "baby")
                  .message(2, both("Hamil", "Pregnant"))
                  .text(3, "household.members.exists(m, m.pregnant)")
                  .text(6, "example"))
          .message(
              10,
              new Message()
                  .text(1, "long")
                  .message(2, both("Cukup lama", "Long enough"))
                  .text(4, "years_between(household.registered_on, as_of) >= 5")
                  .number(8, 4)
                  .text(9, "example"))
          .message(
              11,
              new Message()
                  .text(1, "way")
                  .message(2, both("Jalur", "Way"))
                  .number(3, 5)
                  .text(4, "long")
                  .text(7, "example"))
          .bytes();

  /** Registered on the day, one member who is not pregnant. */
  static String family(String id, String registeredOn) {
    return "{\"id\": \"" + id + "\", \"registered_on\": \"" + registeredOn + "\", \"members\": [{\"pregnant\": false}]}";
  }

  /** The same as binary protobuf. */
  static byte[] binaryFamily(String id, String registeredOn) {
    return new Message().text(1, id).text(5, registeredOn).message(6, pregnant(false)).bytes();
  }


  static Path referencePolicy() {
    return SOURCE.resolve("policies/pkh-graduasi/2026.policy.txtpb");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Message both(String indonesian, String english) {
    return new Message().text(1, indonesian).text(2, english);
  }

  private static Message pregnant(boolean value) {
    return new Message().number(memberPregnant(), value ? 1 : 0);
  }

  /** The number of the field, from the file that defines it. */
  private static int memberPregnant() {
    for (String line : read(SOURCE.resolve("include/graduasi/v1/graduasi.proto")).split("\n")) {
      if (line.contains(" pregnant = ")) return Integer.parseInt(line.replaceAll(".*= (\\d+);.*", "$1"));
    }
    throw new AssertionError("no field pregnant");
  }

  /** Binary protobuf, as little of it as is needed here. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    Message number(int field, int value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    private Message bytes(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    private void varint(int value) {
      for (; value > 127; value >>>= 7) bytes.write(value & 127 | 128);
      bytes.write(value);
    }
  }

  private Examples() {}
}
