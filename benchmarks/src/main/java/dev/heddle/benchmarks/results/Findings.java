package dev.heddle.benchmarks.results;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one fork found.
 *
 * @param figures the first is what is judged
 * @param histograms times in nanoseconds, by name
 * @param cpu null if it was not counted
 * @param jmh what JMH writes about this fork in its own format, null if it was not JMH that measured
 */
public record Findings(
        List<Iterations> figures,
        Map<String, Histogram> histograms,
        @Nullable Cpu cpu,
        @Nullable JsonObject jmh) {

    /** Nothing, as of a fork that failed. */
    public static final Findings NONE = new Findings(List.of(), Map.of(), null, null);

    /** Takes copies; what is missing in a file is nothing. */
    public Findings {
        figures = List.copyOf(Objects.requireNonNullElse(figures, List.of()));
        histograms = Collections.unmodifiableMap(
                new LinkedHashMap<>(Objects.requireNonNullElse(histograms, Map.<String, Histogram>of())));
    }

    /** As it is sent from a fork, in one line. */
    public String toJson() {
        return Json.line(this);
    }

    /** Reads what {@link #toJson} wrote. */
    public static Findings ofJson(String line) {
        return Json.parse(line, Findings.class);
    }
}
