package org.graduasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Families as columns, in batches: registered long ago, recently or on a day that is not known; every fourth has a pregnant member.
 * Columns that a test gives take the place of the day, and hold nothing.
 */
class Register extends ArrowReader {
  /** A column of a test. */
  static final class Column {
    final Field field;

    private Column(Field field) {
      this.field = field;
    }

    static Column of(String name, ArrowType type) {
      return new Column(Field.nullable(name, type));
    }
  }

  private final int rows;
  private final int batch;
  private final List<Field> fields = new ArrayList<>();
  private int done;
  private int failAfter = Integer.MAX_VALUE;
  private Exception failure;
  private boolean closed;

  Register(BufferAllocator allocator, int rows, int batch, Column... columns) {
    super(allocator);
    this.rows = rows;
    this.batch = batch;
    for (Column column : columns) fields.add(column.field);
    if (fields.isEmpty()) fields.add(Field.nullable("registered_on", new ArrowType.Date(DateUnit.DAY)));
    if (fields.stream().noneMatch(field -> field.getName().equals("id"))) fields.add(Field.nullable("id", new ArrowType.Utf8()));
    Field member =
        new Field(
            "item",
            FieldType.nullable(new ArrowType.Struct()),
            List.of(Field.nullable("pregnant", new ArrowType.Bool())));
    fields.add(new Field("members", FieldType.nullable(new ArrowType.List()), List.of(member)));
  }

  /** After so many rows, or when asked for the schema if -1. */
  void failAfter(int count, Exception how) {
    failAfter = count;
    failure = how;
  }

  Exception failure() {
    return failure;
  }

  boolean isClosed() {
    return closed;
  }

  /** The same family as JSON. */
  static String json(int row) {
    LocalDate day = registeredOn(row);
    return "{\"id\": \"K" + row + "\", \"members\": [{\"pregnant\": " + pregnant(row) + "}]"
        + (day == null ? "" : ", \"registered_on\": \"" + day + "\"") + "}";
  }

  private static LocalDate registeredOn(int row) {
    return row % 3 == 2 ? null : row % 3 == 1 ? LocalDate.of(2025, 1, 1).plusDays(row % 100) : LocalDate.of(2010, 1, 1);
  }

  private static boolean pregnant(int row) {
    return row % 4 == 3;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    if (done >= failAfter) fail();
    VectorSchemaRoot root = getVectorSchemaRoot();
    root.clear();
    int count = Math.min(batch, rows - done);
    if (count == 0) return false;
    root.allocateNew();
    for (FieldVector column : root.getFieldVectors()) fill(column, count);
    root.setRowCount(count);
    done += count;
    return true;
  }

  private void fill(FieldVector column, int count) {
    for (int i = 0; i < count; ++i) {
      int row = done + i;
      if (column instanceof DateDayVector && registeredOn(row) != null) {
        ((DateDayVector) column).setSafe(i, (int) registeredOn(row).toEpochDay());
      } else if (column instanceof VarCharVector && column.getName().equals("id")) {
        ((VarCharVector) column).setSafe(i, ("K" + row).getBytes(StandardCharsets.UTF_8));
      } else if (column instanceof ListVector) {
        ListVector members = (ListVector) column;
        StructVector member = (StructVector) members.getDataVector();
        members.startNewValue(i);
        member.setIndexDefined(i);
        ((BitVector) member.getChild("pregnant")).setSafe(i, pregnant(row) ? 1 : 0);
        members.endValue(i, 1);
      }
    }
    if (column instanceof ListVector) ((ListVector) column).getDataVector().setValueCount(count);
    column.setValueCount(count);
  }

  private void fail() throws IOException {
    if (failure instanceof IOException) throw (IOException) failure;
    throw (RuntimeException) failure;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {
    closed = true;
  }

  @Override
  protected Schema readSchema() throws IOException {
    if (failAfter < 0) fail();
    return new Schema(fields);
  }
}
