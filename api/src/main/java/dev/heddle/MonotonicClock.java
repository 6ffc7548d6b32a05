package dev.heddle;

/**
 * A clock that never goes back and has no meaning as a date: the clock of a reactor's timed calls.
 *
 * <p>A test passes its own to own the time. Any thread may read it.
 */
@FunctionalInterface
public interface MonotonicClock {

    /** Nanoseconds since an origin of the clock's own. Compare two readings by subtraction. */
    long nanoTime();

    /** The clock of this JVM. */
    static MonotonicClock system() {
        return System::nanoTime;
    }
}
