package dev.heddle.tck;

import java.lang.ref.WeakReference;
import java.util.List;

/** What nobody holds on to. */
final class Garbage {

    private static final int MOST_COLLECTIONS = 50;

    private Garbage() {}

    /** Collects garbage until all of {@code references} are cleared. */
    static void awaitCollected(List<? extends WeakReference<?>> references) {
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            if (references.stream().allMatch(reference -> reference.refersTo(null))) {
                return;
            }
        }
        throw new AssertionError("something still holds on to "
                + references.stream().map(WeakReference::get).toList());
    }
}
