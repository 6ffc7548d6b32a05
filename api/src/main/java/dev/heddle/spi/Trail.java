package dev.heddle.spi;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places in a program that a failure came by, as suppressed exceptions of its exception (D18). They are kept with
 * {@code -Dheddle.debug=true} only; whoever records one asks first, so that it costs nothing otherwise.
 */
public final class Trail {

    /** Whether trails are kept. */
    public static final boolean IS_KEPT = Boolean.getBoolean("heddle.debug");

    /** An exception that is passed on for ever must not grow for ever. */
    private static final int MOST_PLACES = 32;

    private static final Set<String> OURS = Set.of(
            "dev.heddle", "dev.heddle.core", "dev.heddle.defer", "dev.heddle.net", "dev.heddle.spi", "dev.heddle.task");

    private Trail() {}

    /** The place where the program calls Heddle now, as an exception that says {@code what} happened there. */
    public static Throwable here(String what) {
        Throwable place = new Throwable(what);
        place.setStackTrace(Arrays.stream(place.getStackTrace())
                .dropWhile(frame -> OURS.contains(packageOf(frame)))
                .toArray(StackTraceElement[]::new));
        return place;
    }

    private static String packageOf(StackTraceElement frame) {
        String className = frame.getClassName();
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /** Adds {@code place} to what {@code thrown} tells, once. A null is no place. */
    public static void add(Throwable thrown, @Nullable Throwable place) {
        if (place != null && place != thrown) {
            Throwable[] told = thrown.getSuppressed();
            if (told.length < MOST_PLACES && !Arrays.asList(told).contains(place)) {
                thrown.addSuppressed(place);
            }
        }
    }
}
