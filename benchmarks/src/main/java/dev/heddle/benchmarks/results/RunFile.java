package dev.heddle.benchmarks.results;

import com.google.gson.JsonParseException;
import dev.heddle.benchmarks.Role;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run apart from its forks: the file {@code run-N.json} in a folder of results. It is written before
 * the first fork, and completed after the last.
 *
 * @param schema the version of this format
 * @param id names the run, in its forks and everywhere
 * @param began when, in ISO 8601
 * @param command the arguments of the command line
 * @param size the word for it
 * @param rounds how many were planned
 * @param works what was to be done, in the order of the report
 * @param arms who was to do it, by name, in the order of the report
 * @param variants on which JDK with which flags, by the name that forks have
 * @param environment where, in the order in which it is to be read
 * @param end null while it has not ended; a run that was killed never did
 */
public record RunFile(
        int schema,
        String id,
        String began,
        List<String> command,
        String size,
        int rounds,
        List<Work> works,
        Map<String, Participant> arms,
        Map<String, Variant> variants,
        Map<String, String> environment,
        @Nullable End end) {

    private static final String PREFIX = "run-";
    private static final String SUFFIX = ".json";

    /** Takes copies, and checks that nothing essential is missing, as it may be in a file. */
    public RunFile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(size, "size");
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * An arm.
     *
     * @param description null if it could not be had
     * @param absent why it could not be had, or null
     * @param staysOut why it took no part in some of the work, though it could be had, by the title of that work
     * @param settings how it is set, as declared in its peer's file
     * @param works the titles of what it was to do; null if that was not saved
     */
    public record Participant(
            Role role,
            @Nullable String description,
            @Nullable String absent,
            Map<String, String> staysOut,
            List<String> settings,
            @Nullable List<String> works) {

        /** Takes copies. */
        public Participant {
            staysOut = Collections.unmodifiableMap(new LinkedHashMap<>(staysOut));
            settings = List.copyOf(settings);
            works = works == null ? null : List.copyOf(works);
        }

        /** One of which it is not known what it was to do. */
        public Participant(
                Role role,
                @Nullable String description,
                @Nullable String absent,
                Map<String, String> staysOut,
                List<String> settings) {
            this(role, description, absent, staysOut, settings, null);
        }

        boolean isToDo(Work work) {
            return works != null && works.contains(work.title());
        }
    }

    /**
     * A JDK with flags.
     *
     * @param java its program
     * @param flags of its JVMs, besides those that all forks get
     * @param facts what such a JVM says of itself, in the order in which it is to be read
     */
    public record Variant(String java, List<String> flags, Map<String, String> facts) {}

    /**
     * How a run ended.
     *
     * @param ended when, in ISO 8601
     * @param loadAfter the load of the machine
     * @param outcome in words
     * @param outcomes the same of each variant by itself
     * @param failures a line for each fork that failed
     */
    public record End(
            String ended, String loadAfter, String outcome, Map<String, String> outcomes, List<String> failures) {

        /** What an outcome begins with if every fork was measured. */
        public static final String COMPLETE = "complete";

        /** What it begins with if there was no time for some. */
        public static final String OUT_OF_TIME = "out of time";

        /** What it begins with if some failed. */
        public static final String WITH_FAILURES = "with failures";

        /** Takes copies. */
        public End {
            outcomes = Map.copyOf(outcomes);
            failures = List.copyOf(failures);
        }
    }

    /** The same run, ended. */
    public RunFile ended(@Nullable End how) {
        return new RunFile(schema, id, began, command, size, rounds, works, arms, variants, environment, how);
    }

    /** The same run, and what else is known of where it was; what is known under the same name stays beside it. */
    public RunFile with(Map<String, String> facts) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        facts.forEach((name, value) -> all.merge(name, value, (before, now) -> before + "; then " + now));
        return new RunFile(schema, id, began, command, size, rounds, works, arms, variants, all, end);
    }

    /** Whether this is to measure the same as {@code other}: forks of the one can stand for forks of the other. */
    public boolean isLike(RunFile other) {
        return size.equals(other.size)
                && isProfile() == other.isProfile()
                && rounds == other.rounds
                && works.equals(other.works)
                && present().equals(other.present())
                && variants.equals(other.variants)
                && Environment.LASTING.stream()
                        .allMatch(fact -> Objects.equals(environment.get(fact), other.environment.get(fact)));
    }

    /** Whether nothing was timed, so that there is nothing to judge. */
    public boolean isProfile() {
        return environment.containsKey(Environment.PROFILE);
    }

    private List<String> present() {
        return arms.entrySet().stream()
                .filter(arm -> arm.getValue().description() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The file of the run of that number in {@code folder}; the first is 1. */
    public static Path file(Path folder, int number) {
        return folder.resolve(PREFIX + number + SUFFIX);
    }

    /** Writes it to a new file in {@code folder}, the number after the last. */
    public Path writeNew(Path folder) throws IOException {
        int number = 1;
        while (Files.exists(file(folder, number))) {
            number++;
        }
        Path file = file(folder, number);
        replace(file);
        return file;
    }

    /** Writes it to {@code file}. At no time is half a file there. */
    public void replace(Path file) throws IOException {
        WholeFile.replace(file, fresh -> Files.writeString(fresh, Json.pretty(this) + "\n"));
    }

    /**
     * The runs of a folder, the first one first.
     *
     * @throws IOException if one of the files cannot be read, or is something else
     */
    public static List<RunFile> readAll(Path folder) throws IOException {
        List<RunFile> runs = new ArrayList<>();
        for (int number = 1; Files.exists(file(folder, number)); number++) {
            Path file = file(folder, number);
            try {
                runs.add(parse(Files.readString(file)));
            } catch (JsonParseException malformed) {
                throw new IOException(file + " is not the file of a run: " + malformed.getMessage(), malformed);
            } catch (CharacterCodingException malformed) {
                throw new IOException(file + " is not the file of a run: it is no text", malformed);
            }
        }
        return runs;
    }

    private static RunFile parse(String text) {
        RunFile run = Json.parse(text, RunFile.class);
        if (run.schema != Fork.SCHEMA) {
            throw new JsonParseException(
                    "it is of version " + run.schema + ", and this program reads version " + Fork.SCHEMA);
        }
        return run;
    }

    /** Which arm took no part in which work, though it could be had, and why, a line each. */
    public List<String> leftOut() {
        return works.stream().flatMap(work -> leftOut(work).stream()).toList();
    }

    /** The same of one piece of work. */
    public List<String> leftOut(Work work) {
        List<String> lines = new ArrayList<>();
        arms.forEach((arm, participant) -> {
            String reason = participant.staysOut().get(work.title());
            if (participant.description() != null && reason != null) {
                lines.add(arm + " of '" + work.title() + "': " + reason);
            }
        });
        return lines;
    }

    /** The names of the variants in the order of the report. */
    public List<String> variantNames() {
        return List.copyOf(variants.keySet());
    }

    /** As the reports have it, for one of the variants. */
    public Environment facts(String variant) {
        Map<String, String> facts = new LinkedHashMap<>(environment);
        Variant known = variants.get(variant);
        if (known != null) {
            facts.putAll(known.facts());
        }
        if (!variant.equals(Fork.ONLY_VARIANT)) {
            facts.put(Environment.VARIANT, variant);
        }
        facts.put(Environment.RUN, id);
        facts.put("command", "heddle " + String.join(" ", command));
        arms.forEach((arm, participant) -> facts.put(
                Environment.ARM + arm,
                participant.description() == null ? "Left out: " + participant.absent() : participant.description()));
        if (end == null) {
            facts.put("outcome", "not ended");
            return new Environment(facts);
        }
        facts.put("load after", end.loadAfter());
        facts.put("ended", end.ended());
        facts.put("outcome", end.outcomes().getOrDefault(variant, end.outcome()));
        for (int failure = 0; failure < end.failures().size(); failure++) {
            facts.put(Environment.FAILURE + (failure + 1), end.failures().get(failure));
        }
        return new Environment(facts);
    }
}
