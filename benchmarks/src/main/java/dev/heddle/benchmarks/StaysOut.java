package dev.heddle.benchmarks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of the class of an arm in which work it takes no part, though it has the methods for it, such as work that would
 * take it minutes, or say nothing about it. Reports give the reason. An arm may say it of several workloads.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(StaysOut.FromAll.class)
public @interface StaysOut {

    /** The workload. */
    Class<? extends Workload> of();

    /**
     * Only where this parameter of the workload, a number, is more than {@link #above} or less than {@link #below}; without it,
     * at all settings.
     */
    String where() default "";

    /** The greatest value of that parameter at which the arm takes part. */
    int above() default Integer.MAX_VALUE;

    /** The least value of that parameter at which the arm takes part. */
    int below() default Integer.MIN_VALUE;

    /** Why, for the reader of a report; goes on after a colon, and has no full stop. */
    String because();

    /** Where there are several, Java has them in one of these. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface FromAll {

        /** All of them. */
        StaysOut[] value();
    }
}
