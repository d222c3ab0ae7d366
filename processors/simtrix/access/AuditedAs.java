package simtrix.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a page of the console is in the audit when its request does not come as far as an operation:
 * the {@code operationId} of what it is for, or a name of its own. Each has its word in {@code
 * texts/console-audit.properties}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AuditedAs {

  String value();
}
