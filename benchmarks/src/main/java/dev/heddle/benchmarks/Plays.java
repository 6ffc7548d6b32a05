package dev.heddle.benchmarks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of the class of an arm what it is, so that this is known without starting it. Without it, it is a peer. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Plays {

    /** What it is. */
    Role value();

    /** The least comparison that it takes part in without being asked for. */
    Size from() default Size.PEERS;
}
