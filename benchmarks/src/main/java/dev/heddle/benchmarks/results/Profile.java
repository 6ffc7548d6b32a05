package dev.heddle.benchmarks.results;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a fork that was part of a profile, apart from its figures.
 *
 * @param file what it left, relative to the folder of results; null if nothing
 * @param notes what is to be known about that, a line each
 */
public record Profile(Pass pass, @Nullable String file, List<String> notes) {

    /** Takes a copy; what is missing in a file is nothing. */
    public Profile {
        Objects.requireNonNull(pass, "pass");
        notes = List.copyOf(Objects.requireNonNullElse(notes, List.of()));
    }
}
