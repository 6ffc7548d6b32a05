package dev.heddle.benchmarks.results;

import com.google.gson.JsonParseException;
import dev.heddle.benchmarks.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        Map<String, String> environment,
        @Nullable End end) {

    private static final String PREFIX = "run-";
    private static final String SUFFIX = ".json";

    /** Takes copies, and checks that nothing essential is missing, as it may be in a file. */
    public RunFile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(size, "size");
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * An arm.
     *
     * @param description null if it could not be had
     * @param absent why it could not be had, or null
     * @param settings how it is set, as declared in its peer's file
     */
    public record Participant(
            Role role,
            @Nullable String description,
            @Nullable String absent,
            List<String> settings) {}

    /**
     * How a run ended.
     *
     * @param ended when, in ISO 8601
     * @param loadAfter the load of the machine
     * @param outcome in words
     * @param failures a line for each fork that failed
     */
    public record End(String ended, String loadAfter, String outcome, List<String> failures) {}

    /** The same run, ended. */
    public RunFile ended(End how) {
        return new RunFile(schema, id, began, command, size, rounds, works, arms, environment, how);
    }

    /** Writes it to a new file in {@code folder}, the number after the last. */
    public Path writeNew(Path folder) throws IOException {
        int number = 1;
        while (Files.exists(folder.resolve(PREFIX + number + SUFFIX))) {
            number++;
        }
        Path file = folder.resolve(PREFIX + number + SUFFIX);
        replace(file);
        return file;
    }

    /** Writes it to {@code file}. At no time is half a file there. */
    public void replace(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, Json.pretty(this) + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            Files.deleteIfExists(fresh);
            throw refused;
        }
    }

    /**
     * The runs of a folder, the first one first.
     *
     * @throws IOException if one of the files cannot be read, or is something else
     */
    public static List<RunFile> readAll(Path folder) throws IOException {
        List<RunFile> runs = new ArrayList<>();
        for (int number = 1; Files.exists(folder.resolve(PREFIX + number + SUFFIX)); number++) {
            Path file = folder.resolve(PREFIX + number + SUFFIX);
            try {
                runs.add(Json.parse(Files.readString(file), RunFile.class));
            } catch (JsonParseException malformed) {
                throw new IOException(file + " is not the file of a run: " + malformed.getMessage(), malformed);
            }
        }
        return runs;
    }

    /** As the reports have it. */
    public Environment facts() {
        Map<String, String> facts = new LinkedHashMap<>(environment);
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
        facts.put("outcome", end.outcome());
        for (int failure = 0; failure < end.failures().size(); failure++) {
            facts.put("failure " + (failure + 1), end.failures().get(failure));
        }
        return new Environment(facts);
    }
}
