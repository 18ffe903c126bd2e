package dev.thermograph.engine.internal.read;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets a class use what the list of forbidden APIs bans, for a reason that it gives. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface AllowForbiddenApi {
  /** Why there is no other way. */
  String value();
}
