package dev.thermograph.properties.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/**
 * Refuses a class whose supertypes, or whose public or protected members, name a forbidden type,
 * type arguments included: what a user of the class can see.
 */
final class ShowNoTypeThat extends ArchCondition<JavaClass> {

  private final DescribedPredicate<JavaClass> forbidden;

  ShowNoTypeThat(DescribedPredicate<JavaClass> forbidden) {
    super("show no type that " + forbidden.getDescription());
    this.forbidden = forbidden;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Stream<JavaType> supertypes =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    report(type.getName() + " extends or implements", supertypes, events);
    type.getMembers().stream()
        .filter(ShowNoTypeThat::isVisible)
        .forEach(member -> report(member.getFullName() + " shows", typesOf(member), events));
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<? extends JavaType> typesOf(JavaMember member) {
    return switch (member) {
      case JavaCodeUnit code ->
          Stream.of(
                  Stream.of(code.getReturnType()),
                  code.getParameterTypes().stream(),
                  code.getExceptionTypes().stream())
              .flatMap(types -> types);
      case JavaField field -> Stream.of(field.getType());
      default -> Stream.empty();
    };
  }

  private void report(String user, Stream<? extends JavaType> types, ConditionEvents events) {
    types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .filter(forbidden)
        .distinct()
        .forEach(
            type -> events.add(SimpleConditionEvent.violated(type, user + " " + type.getName())));
  }
}
