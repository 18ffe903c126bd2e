package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.thermograph.engine.graph.BulkRefusedException;
import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.graph.PropertyCursor;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.ViewSearch;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.graph.WriteTransaction.Connection;
import dev.thermograph.engine.graph.WriteTransaction.NodeChange;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Embedding;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.search.Search;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.ThermographException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every public method that takes an id, a kind, a key or a name is called with what belongs to
 * another tenant, to a dropped one, to none, and to the tenant itself: nothing of another tenant
 * comes out, and nothing gets in.
 */
final class IsolationByReflectionTest {
  private static final String SECRET = "SECRET";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Person(String code, String name, int age, @Embedding(dimension = 2) float[] shape) {
    Person(String code, String name, int age) {
      this(code, name, age, new float[] {1, age});
    }

    @Override
    public String toString() {
      return code + " " + name + " " + age + " " + Arrays.toString(shape);
    }
  }

  /** The same kinds as other objects: what other programs, or other tenants of this one, have. */
  private record Kinds(NodeKind<Person> person, EdgeKind<NoProperties> knows) {
    static Kinds make() {
      NodeKind<Person> person =
          NodeKind.of(Person.class).key(Person::code).unique(Person::name).build();
      return new Kinds(person, EdgeKind.of("Knows").from(person).to(person).build());
    }

    Schema schema() {
      return Schema.of(person, knows);
    }
  }

  /** What one tenant has. */
  private record Filled(Tenant tenant, Kinds kinds, NodeId node, EdgeId edge) {
    static Filled fill(Thermograph engine, String name, Kinds kinds, String mark) {
      Tenant tenant = engine.tenant(name, kinds.schema());
      return tenant
          .compute(
              tx -> {
                NodeId first = tx.create(kinds.person, new Person(mark + "-code", mark, 1));
                NodeId second = tx.create(kinds.person, new Person(mark + "-code2", mark + 2, 2));
                EdgeId edge = tx.connect(kinds.knows, first, second);
                return new Filled(tenant, kinds, first, edge);
              })
          .value();
    }
  }

  /** Whose things a method is given. */
  private enum Whose {
    OWN,
    FOREIGN,
    DROPPED,
    UNKNOWN
  }

  private final Thermograph engine = Thermograph.inMemory(Sample.options());
  private final Kinds ownKinds = Kinds.make();
  private Filled own;
  private Filled foreign;
  private Filled dropped;

  @SuppressWarnings("NullAway.Init")
  IsolationByReflectionTest() {}

  @BeforeEach
  void fill() {
    own = Filled.fill(engine, "own", ownKinds, "mine");
    foreign = Filled.fill(engine, "foreign", Kinds.make(), SECRET);
    dropped = Filled.fill(engine, "dropped", Kinds.make(), SECRET);
    engine.drop("dropped");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private NodeId node(Whose whose) {
    return switch (whose) {
      case OWN -> own.node;
      case FOREIGN -> foreign.node;
      case DROPPED -> dropped.node;
      case UNKNOWN -> NodeId.of(own.tenant.number(), 999_999);
    };
  }

  private EdgeId edge(Whose whose) {
    return switch (whose) {
      case OWN -> own.edge;
      case FOREIGN -> foreign.edge;
      case DROPPED -> dropped.edge;
      case UNKNOWN -> EdgeId.of(own.tenant.number(), 999_999);
    };
  }

  /** A kind that a tenant was not given: its own program's, another's, or one of another name. */
  private Kinds kinds(Whose whose) {
    return switch (whose) {
      case OWN -> own.kinds;
      case FOREIGN -> foreign.kinds;
      case DROPPED -> dropped.kinds;
      case UNKNOWN ->
          new Kinds(
              NodeKind.of(Person.class).name("Nobody").key(Person::code).build(),
              EdgeKind.of("Nothing").build());
    };
  }

  /** What is tried of one method: one place gets somebody else's, the others our own. */
  private record Attempt(Method method, int place, Whose whose) {
    @Override
    public String toString() {
      return method.getName()
          + Arrays.toString(method.getParameterTypes())
          + " place="
          + place
          + " whose="
          + whose;
    }
  }

  private static boolean isId(Method method, int place) {
    Class<?> type = method.getParameterTypes()[place];
    boolean isNumber =
        type == long.class && (method.getName().equals("seek") || method.getName().equals("open"));
    return type == NodeId.class || type == EdgeId.class || isNumber || isIds(method, type);
  }

  /** A list of ids, or of what has ids. */
  private static boolean isIds(Method method, Class<?> type) {
    return type == Iterable.class
        && List.of("connectAll", "updateAll", "deleteAll", "disconnectAll")
            .contains(method.getName());
  }

  private static boolean isKind(Method method, int place) {
    Class<?> type = method.getParameterTypes()[place];
    return type == NodeKind.class || type == EdgeKind.class || type == ViewSearch.class;
  }

  /** All public methods but those that take nothing, or only places of properties. */
  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> method.getDeclaringClass() != PropertyCursor.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() > 0)
        .sorted((left, right) -> left.toString().compareTo(right.toString()))
        .toList();
  }

  private static List<Attempt> attempts(Class<?> type) {
    List<Attempt> attempts = new ArrayList<>();
    for (Method method : methods(type)) {
      for (int place = 0; place < method.getParameterCount(); place++) {
        if (isId(method, place) || isKind(method, place)) {
          for (Whose whose : Whose.values()) {
            attempts.add(new Attempt(method, place, whose));
          }
        }
      }
      attempts.add(new Attempt(method, -1, Whose.OWN));
    }
    return attempts;
  }

  private @Nullable Object[] arguments(Attempt attempt) {
    Class<?>[] types = attempt.method.getParameterTypes();
    boolean isOfEdges = List.of(types).contains(EdgeKind.class);
    @Nullable Object[] arguments = new Object[types.length];
    for (int place = 0; place < types.length; place++) {
      Whose whose = place == attempt.place ? attempt.whose : Whose.OWN;
      arguments[place] = argument(attempt.method, place, whose, isOfEdges);
    }
    return arguments;
  }

  private Object argument(Method method, int place, Whose whose, boolean isOfEdges) {
    Class<?> type = method.getParameterTypes()[place];
    if (type == NodeId.class) {
      return node(whose);
    }
    if (type == EdgeId.class) {
      return edge(whose);
    }
    if (type == long.class) {
      return isId(method, place) ? node(whose).value() : 7L;
    }
    IdentityHashMap<Class<?>, Object> others = new IdentityHashMap<>();
    others.put(NodeKind.class, kinds(whose).person);
    others.put(EdgeKind.class, kinds(whose).knows);
    others.put(
        ViewSearch.class,
        Search.in(kinds(whose).person).nearest(Person::shape, new float[] {1, 2}));
    others.put(CommitRange.class, CommitRange.newest(3));
    others.put(Direction.class, Direction.BOTH);
    others.put(Map.class, Map.of("age", 5));
    others.put(Iterable.class, many(method, whose));
    others.put(
        String.class,
        method.getName().equals("seekKey") || (place == 1 && isSeek(method))
            ? SECRET + "-code"
            : "name");
    others.put(UUID.class, new UUID(1, 2));
    others.put(Object[].class, new Object[] {SECRET});
    others.put(
        Object.class,
        method.getName().equals("findByKey")
            ? SECRET + "-code"
            : isOfEdges ? NoProperties.NONE : new Person("c8", "n8", 8));
    Object found = others.get(type);
    return found == null ? fail("no argument for " + type + " of " + method) : found;
  }

  private List<?> many(Method method, Whose whose) {
    return switch (method.getName()) {
      case "connectAll" -> List.of(Connection.of(node(Whose.OWN), node(whose)));
      case "updateAll" -> List.of(new NodeChange(node(whose), Map.of("age", 5)));
      case "deleteAll" -> List.of(node(Whose.OWN), node(whose));
      case "disconnectAll" -> List.of(edge(whose));
      default -> List.of(new Person("c9", "n9", 9));
    };
  }

  private static boolean isSeek(Method method) {
    return method.getName().startsWith("seek");
  }

  /** Calls all methods of a type on a subject that is made anew for each. */
  private int tryAll(Class<?> type, Function<Consumption, Object> onSubject) {
    int refused = 0;
    List<String> before = contents(foreign);
    for (Attempt attempt : attempts(type)) {
      Object outcome = onSubject.apply(subject -> call(attempt, subject));
      assertThat(String.valueOf(outcome)).as(attempt.toString()).doesNotContain(SECRET);
      refused += requireOutcome(attempt, outcome) ? 1 : 0;
      assertThat(contents(foreign)).as(attempt.toString()).isEqualTo(before);
    }
    return refused;
  }

  /** What is done with a view, a transaction, a cursor. */
  private interface Consumption {
    Object use(Object subject);
  }

  /** What it returned, as a text that can be searched, or what it threw. */
  private Object call(Attempt attempt, Object subject) {
    try {
      Object result = attempt.method.invoke(subject, arguments(attempt));
      return result instanceof Stream<?> stream ? stream.toList() : String.valueOf(result);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getTargetException();
      return thrown instanceof BulkRefusedException && thrown.getCause() != null
          ? thrown.getCause()
          : thrown;
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether it was refused as somebody else's. */
  private static boolean requireOutcome(Attempt attempt, Object outcome) {
    if (attempt.place < 0 || attempt.whose == Whose.OWN) {
      assertThat(outcome)
          .as(attempt.toString())
          .matches(it -> !(it instanceof Throwable) || it instanceof ThermographException);
      return false;
    }
    boolean isIdOfOurs = isId(attempt.method, attempt.place) && attempt.whose == Whose.UNKNOWN;
    if (isIdOfOurs) {
      assertThat(outcome)
          .as(attempt.toString())
          .matches(it -> it instanceof NotFoundException || isNothing(it));
      return false;
    }
    assertThat(outcome).as(attempt.toString()).isInstanceOf(InvalidArgumentException.class);
    return true;
  }

  private static boolean isNothing(Object outcome) {
    return Set.of("Optional.empty", "false", "0", "[]", "null").contains(String.valueOf(outcome));
  }

  private static List<String> contents(Filled filled) {
    return filled.tenant.read(
        view ->
            Stream.concat(
                    view.nodes(filled.kinds.person).map(String::valueOf),
                    view.edges(filled.kinds.knows).map(String::valueOf))
                .toList());
  }

  @Test
  void viewsOfOtherTenantsIdsAndKindsAreRefused() {
    int refused =
        tryAll(ReadView.class, consumption -> own.tenant.read(view -> consumption.use(view)));
    assertThat(refused).isGreaterThan(40);
  }

  @Test
  void viewsOfThePastToo() {
    long sequence = own.tenant.sequence();
    int refused =
        tryAll(
            ReadView.class,
            consumption -> {
              try (ReadView view = own.tenant.readAt(sequence)) {
                return consumption.use(view);
              }
            });
    assertThat(refused).isGreaterThan(40);
  }

  @Test
  void cursorsToo() {
    int nodes =
        tryAll(
            NodeCursor.class,
            consumption -> own.tenant.read(view -> consumption.use(view.cursor(own.kinds.person))));
    int edges =
        tryAll(
            EdgeCursor.class,
            consumption -> own.tenant.read(view -> consumption.use(view.cursor(own.kinds.knows))));
    assertThat(nodes).isEqualTo(4);
    assertThat(edges).isEqualTo(4);
  }

  @Test
  void writesToo() {
    int refused =
        tryAll(
            WriteTransaction.class,
            consumption -> {
              List<Object> outcome = Collections.synchronizedList(new ArrayList<>());
              try {
                own.tenant.write(
                    tx -> {
                      outcome.add(consumption.use(tx));
                      throw new RollBack();
                    });
              } catch (RollBack _) {
                return outcome.getFirst();
              }
              return fail("it was to be rolled back");
            });
    assertThat(refused).isGreaterThan(90);
  }

  private static final class RollBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void interactiveTransactionsTooAlsoWhenTheyAreCommitted() {
    int refused =
        tryAll(
            Transaction.class,
            consumption -> {
              try (Transaction transaction = own.tenant.begin()) {
                Object outcome = consumption.use(transaction);
                transaction.commit();
                return outcome;
              }
            });
    assertThat(refused).isGreaterThan(90);
  }

  /** The planted bug: a tenant that is another one's in disguise. */
  @Test
  void aLeakWouldBeFound() {
    own = new Filled(foreign.tenant, foreign.kinds, foreign.node, foreign.edge);
    assertThatThrownBy(this::viewsOfOtherTenantsIdsAndKindsAreRefused)
        .isInstanceOf(AssertionError.class);
  }
}
