package dev.heddle.benchmarks.results;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.google.gson.annotations.SerializedName;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One JVM that did one piece of work in one way, and what came of it: a line of {@link ForkLog}.
 *
 * @param schema the version of this format
 * @param run the id of the {@link RunFile}
 * @param round from 1; forks of the same round ran close to each other
 * @param place from 1, within the round, in the order in which they ran
 * @param variant which JDK with which flags, by a name that the run file explains
 * @param begun when, in ISO 8601
 * @param seconds how long it took, from its start to its end
 * @param load of the machine when it began: the average of a minute, negative if unknown
 * @param others what others used of all processors while it ran, as a part of 1; null if unknown
 * @param found nothing unless it measured
 * @param failure why it did not; null if it did
 * @param profile null if it was timed
 */
public record Fork(
        int schema,
        String run,
        int round,
        int place,
        Work work,
        String arm,
        Role role,
        String variant,
        Status status,
        String begun,
        double seconds,
        double load,
        @Nullable Double others,
        Findings found,
        @Nullable Failure failure,
        @Nullable Profile profile) {

    /** If others use more of the processors than this part of 1, a fork is disturbed. */
    public static final double DISTURBING_PART = 0.1;

    /** The version of the format that this program writes. */
    public static final int SCHEMA = 1;

    /** The name of the variant where there is only one. */
    public static final String ONLY_VARIANT = "default";

    /** Checks that nothing essential is missing, as it may be in a file. */
    public Fork {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(arm, "arm");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(status, "status");
        found = Objects.requireNonNullElse(found, Findings.NONE);
        if (status == Status.MEASURED && found.figures().isEmpty() && profile == null) {
            throw new IllegalArgumentException("a fork that measured has no figures");
        }
    }

    /** One that was timed, and of which it is not known what others did meanwhile. */
    public Fork(
            int schema,
            String run,
            int round,
            int place,
            Work work,
            String arm,
            Role role,
            String variant,
            Status status,
            String begun,
            double seconds,
            double load,
            Findings found,
            @Nullable Failure failure) {
        this(
                schema, run, round, place, work, arm, role, variant, status, begun, seconds, load, null, found, failure,
                null);
    }

    /** Those that measured, each with those of the same work, in the order in which work was first seen. */
    static Collection<List<Fork>> byWork(List<Fork> forks) {
        return together(
                forks.stream().filter(Fork::isMeasured), fork -> fork.work().key());
    }

    /** All of them, each with those of the same arm, in the order in which arms were first seen. */
    static Collection<List<Fork>> byArm(List<Fork> forks) {
        return together(forks.stream(), Fork::arm);
    }

    private static Collection<List<Fork>> together(Stream<Fork> forks, Function<Fork, Object> key) {
        Map<Object, List<Fork>> alike = forks.collect(groupingBy(key, LinkedHashMap::new, toList()));
        return alike.values();
    }

    /** What became of it. */
    public enum Status {
        /** It ended well. */
        @SerializedName("measured")
        MEASURED,

        /** It failed, or what it did was not done. */
        @SerializedName("failed")
        FAILED,

        /** It did not keep the rate at which it was to be asked: found out, but without figures. */
        @SerializedName("overloaded")
        OVERLOADED,

        /** It was ended, since it took longer than any may. */
        @SerializedName("hung")
        HUNG,

        /** It was ended, since there was no time left for it. */
        @SerializedName("timed-out")
        TIMED_OUT
    }

    /**
     * Why it failed.
     *
     * @param reason one line
     * @param output what else is known, a line each: where it happened, and what the fork printed last
     */
    public record Failure(String reason, List<String> output) {}

    /** What tells a fork from all others of a run. */
    public record Key(int round, String workload, Parameters parameters, String arm, String variant, Pass pass) {

        /** Of a fork that is to do that. */
        public Key(int round, Work work, String arm, String variant, Pass pass) {
            this(round, work.workload(), work.parameters(), arm, variant, pass);
        }
    }

    /** What tells it from all others of its run. */
    public Key key() {
        return new Key(round, work, arm, variant, pass());
    }

    /** The same, as if it had run in another round. */
    Fork inRound(int other) {
        return new Fork(
                schema, run, other, place, work, arm, role, variant, status, begun, seconds, load, others, found,
                failure, profile);
    }

    /** The same without what JMH writes about it, which repeats its figures. */
    public Fork withoutJmh() {
        Findings own = new Findings(found.figures(), found.histograms(), found.cpu(), null);
        return new Fork(
                schema, run, round, place, work, arm, role, variant, status, begun, seconds, load, others, own, failure,
                profile);
    }

    /** Whether others used much of the processors while it ran, as far as is known. */
    public boolean isDisturbed() {
        return others != null && others > DISTURBING_PART;
    }

    /** What it was run for. */
    public Pass pass() {
        return profile == null ? Pass.TIMING : profile.pass();
    }

    /** For people: what was done, and what for, if that needs to be said. */
    public String title() {
        return profile == null
                ? work.title()
                : work.title() + ", " + profile.pass().inWords();
    }

    /** The figures that are judged. Only of a fork that measured. */
    public Iterations judged() {
        return found.figures().get(0);
    }

    /** Whether it did not keep the rate. */
    public boolean isOverloaded() {
        return status == Status.OVERLOADED;
    }

    /** Whether it has figures. */
    public boolean isMeasured() {
        return status == Status.MEASURED;
    }
}
