package dev.thermograph.engine.internal.read;

import static dev.thermograph.engine.internal.read.ReadKinds.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.NodeId;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cursors allocate nothing, once they are compiled: not a byte in a hundred thousand seeks. */
@AllowForbiddenApi("only HotSpot counts allocated bytes, and only under its own name")
final class CursorAllocationTest {
  private static final int NODES = 500;
  private static final int SEEKS = 100_000;

  /** The compiler may come late where others are at work. */
  private static final int ATTEMPTS = 20;

  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final TestTenant tenant = new TestTenant(SCHEMA);
  private final long written = write();
  private final PinnedView view = tenant.open();

  private long write() {
    return tenant.commit(
        commit -> {
          for (int i = 0; i < NODES; i++) {
            commit.create(PERSON, new Person(i, "name" + i, i % 90, Level.HIGH, i));
          }
          for (int i = 0; i < NODES; i++) {
            commit.create(DEVICE, new Device(new UUID(5, i), null, true, Level.LOW));
          }
          for (int i = 0; i < 8 * NODES; i++) {
            NodeId from = tenant.ids().node(i % NODES);
            NodeId to = tenant.ids().node(i * 7 % NODES);
            commit.connect(KNOWS, from, to, new Knows(i, null));
          }
        });
  }

  @AfterEach
  void close() {
    view.close();
    tenant.close();
  }

  private void requireNoAllocation(LongUnaryOperator read) {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long sum = 0;
      for (long seek = 0; seek < SEEKS; seek++) {
        sum += read.applyAsLong(seek);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertThat(sum).isPositive();
    }
    assertThat(least).as("bytes in %d seeks", SEEKS).isZero();
  }

  @Test
  void aSeekByKeyAndItsPropertiesAllocateNothing() {
    NodeCursor<Person> cursor = view.cursor(PERSON);
    int age = cursor.column("age");
    int score = cursor.column("score");
    int level = cursor.column("level");
    byte[] high = "HIGH".getBytes(StandardCharsets.UTF_8);
    requireNoAllocation(
        seek -> {
          boolean isFound = cursor.seekKey(seek % (NODES + 1)); // now and then it is not
          return isFound && cursor.has(age) && cursor.textEquals(level, high)
              ? cursor.getLong(age) + (long) cursor.getDouble(score) + cursor.sequence()
              : 0;
        });
  }

  @Test
  void aSeekByUuidAndByIdAllocatesNothing() {
    NodeCursor<Device> cursor = view.cursor(DEVICE);
    int isOn = cursor.column("isOn");
    UUID[] serials = new UUID[NODES];
    for (int i = 0; i < NODES; i++) {
      serials[i] = new UUID(5, i);
    }
    requireNoAllocation(
        seek -> {
          boolean isFound =
              cursor.seekKey(serials[(int) (seek % NODES)]) && cursor.seek(cursor.id());
          return isFound && cursor.getBoolean(isOn) ? cursor.id() : 0;
        });
  }

  @Test
  void aReadThatAllocatesIsNoticed() {
    NodeCursor<Person> cursor = view.cursor(PERSON);
    int name = cursor.column("name");
    assertThatThrownBy(
            () ->
                requireNoAllocation(
                    seek -> cursor.seekKey(seek % NODES) ? cursor.getText(name).length() : 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bytes in " + SEEKS + " seeks");
  }

  @Test
  void aScanAllocatesNothing() {
    NodeCursor<Person> cursor = view.cursor(PERSON);
    requireNoAllocation(
        seek -> {
          if (!cursor.next()) {
            cursor.rewind();
            return seek;
          }
          return cursor.id();
        });
  }

  @Test
  void aWalkAndAnEdgesPropertyAllocateNothing() {
    EdgeCursor<Knows> cursor = view.cursor(KNOWS);
    int since = cursor.column("since");
    long first = tenant.ids().value(0);
    requireNoAllocation(
        seek -> {
          long sum = 0;
          cursor.open(first + seek % NODES, Direction.BOTH);
          while (cursor.next()) {
            sum += cursor.neighbour() + cursor.id() + cursor.getLong(since);
          }
          return sum;
        });
    assertThat(written).isPositive();
  }
}
