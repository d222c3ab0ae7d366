package simtrix.phone.device;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that calls what the oldest Android of this app does not have. The build lets only
 * marked code do so; whoever calls it asks {@code Build.VERSION.SDK_INT} first.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
public @interface NewerAndroid {

  /** The API level that is needed. */
  int value();
}
