// What a call costs from Java; as calls.c. Arguments: reference policy, household.json, policy of W1, libbench_register.so.
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.graduasi.ArrowDecider;
import org.graduasi.Decision;
import org.graduasi.Outcome;
import org.graduasi.Policy;
import org.graduasi.StreamOptions;

public final class Calls {
  private static final int WARM_UP = 20000;
  private static final int CALLS = 20000;
  private static final int PASSES = 5;
  private static final int ARRAYS = 10;

  public static void main(String[] args) throws Exception {
    String household = Files.readString(Path.of(args[1]), StandardCharsets.UTF_8);
    double one;
    double million;
    try (Policy policy = Policy.load(Path.of(args[0]))) {
      one = oneMicroseconds(policy, household);
    }
    Function register = NativeLibrary.getInstance(args[3]).getFunction("bench_register");
    try (Policy policy = Policy.load(Path.of(args[2]))) {
      million = millionMilliseconds(policy, register);
    }
    System.out.printf(Locale.ROOT, "one_us %.2f million_ms %.1f%n", one, million);
  }

  private static double oneMicroseconds(Policy policy, String household) {
    LocalDate day = LocalDate.of(2026, 6, 15);
    double[] times = new double[CALLS];
    for (int i = -WARM_UP; i < CALLS; ++i) {
      long start = System.nanoTime();
      try (Decision decision = policy.decide(household, day)) {
        if (!decision.outcome().equals(Outcome.ELIGIBLE)) throw new IllegalStateException("wrong");
      }
      if (i >= 0) times[i] = (System.nanoTime() - start) * 1e-3;
    }
    return median(times);
  }

  private static double millionMilliseconds(Policy policy, Function register) throws Exception {
    double[] times = new double[PASSES];
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int i = -2; i < PASSES; ++i) {
        ArrowArrayStream in = ArrowArrayStream.allocateNew(allocator);
        register.invokeVoid(new Object[] {(long) ARRAYS, new Pointer(in.memoryAddress())});
        long start = System.nanoTime();
        long rows = 0;
        try (ArrowReader out =
            ArrowDecider.decide(policy, in, allocator, LocalDate.of(2026, 7, 1), StreamOptions.DEFAULTS)) {
          while (out.loadNextBatch()) rows += out.getVectorSchemaRoot().getRowCount();
        }
        if (i >= 0) times[i] = (System.nanoTime() - start) * 1e-6;
        if (rows != ARRAYS * 100000L) throw new IllegalStateException(rows + " rows");
      }
    }
    return median(times);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
