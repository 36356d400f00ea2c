package dev.parley.server.docs;

import dev.parley.messenger.RefusalCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The refusals that are an endpoint's own, for the API's document. What every endpoint of its kind
 * may answer (bad input, no token, too often) is not listed: {@link ApiDocument} knows it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Refuses {
  RefusalCode[] value() default {};

  /** Those that are no refusals of the messenger's, each as {@code 404 no-such-app}. */
  String[] also() default {};
}
