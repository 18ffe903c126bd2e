package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * A filter, ready to be asked of one node of its kind after the other. <b>Single-threaded:</b> it
 * keeps readers; make one for each search. Hot path: allocates nothing but what {@link Constant}
 * says.
 */
public sealed interface NodeTest {
  /**
   * Whether it is one that is meant.
   *
   * @param node its number
   * @param properties shows all of its properties
   */
  boolean matches(int node, PropertyBlockReader properties);

  /** Whether the properties are looked at. */
  boolean readsProperties();

  /** Everything. */
  record Always() implements NodeTest {
    @Override
    public boolean matches(int node, PropertyBlockReader properties) {
      return true;
    }

    @Override
    public boolean readsProperties() {
      return false;
    }
  }

  /** One of these numbers. */
  record OneOf(RoaringBitmap nodes) implements NodeTest {
    @Override
    public boolean matches(int node, PropertyBlockReader properties) {
      return nodes.contains(node);
    }

    @Override
    public boolean readsProperties() {
      return false;
    }
  }

  /** A value meets a condition. */
  record Property(PathTest test) implements NodeTest {
    @Override
    public boolean matches(int node, PropertyBlockReader properties) {
      return test.matches(properties);
    }

    @Override
    public boolean readsProperties() {
      return true;
    }
  }

  /** All of them. */
  record And(List<NodeTest> tests) implements NodeTest {
    @Override
    public boolean matches(int node, PropertyBlockReader properties) {
      for (int at = 0; at < tests.size(); at++) { // no iterator on the hot path
        if (!tests.get(at).matches(node, properties)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean readsProperties() {
      return tests.stream().anyMatch(NodeTest::readsProperties);
    }
  }

  /** Any of them. */
  record Or(List<NodeTest> tests) implements NodeTest {
    @Override
    public boolean matches(int node, PropertyBlockReader properties) {
      for (int at = 0; at < tests.size(); at++) { // no iterator on the hot path
        if (tests.get(at).matches(node, properties)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean readsProperties() {
      return tests.stream().anyMatch(NodeTest::readsProperties);
    }
  }

  /** Not this. */
  record Not(NodeTest test) implements NodeTest {
    @Override
    public boolean matches(int node, PropertyBlockReader properties) {
      return !test.matches(node, properties);
    }

    @Override
    public boolean readsProperties() {
      return test.readsProperties();
    }
  }
}
