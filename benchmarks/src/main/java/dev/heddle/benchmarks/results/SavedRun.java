package dev.heddle.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of one run, whose figures may be compared with each other, and with no others. A run on several JDKs is one
 * for each of them.
 *
 * @param name the folder or file it was read from, without what that is in; with its id and its variant, if there are
 *     several
 * @param workloads what was timed; nothing in a profile
 * @param complaints what could not be read, a line each
 * @param forks all of them, those that failed too, in the order in which they ended
 * @param file what else is known of the run; null if that was not saved
 * @param folder where the files are that its forks have left
 */
public record SavedRun(
        String name,
        Environment environment,
        List<Measured> workloads,
        List<String> complaints,
        List<Fork> forks,
        @Nullable RunFile file,
        Path folder) {

    /** Name of the file with what JMH measured, in its own format. */
    public static final String RESULTS = "results.json";

    /** One that is not known to be anywhere. */
    public SavedRun(
            String name,
            Environment environment,
            List<Measured> workloads,
            List<String> complaints,
            List<Fork> forks,
            @Nullable RunFile file) {
        this(name, environment, workloads, complaints, forks, file, Path.of(""));
    }

    /**
     * Reads the runs of a folder, or of a file.
     *
     * @param path a folder that a comparison left, or a file of JMH's results in JSON
     * @throws IOException if there is none, or it cannot be understood
     */
    public static List<SavedRun> readAll(Path path) throws IOException {
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        if (Files.isDirectory(path) && ForkLog.isIn(path)) {
            return ofFolder(name, path);
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IOException("cannot read " + path
                    + ": name a folder that heddle compare left, or a file of JMH's results in JSON");
        }
        List<Fork> forks = JmhJson.read(path);
        return List.of(new SavedRun(name, new Environment(Map.of()), Measured.of(forks), List.of(), forks, null));
    }

    /** Whether it is a profile: nothing was timed, and nothing can be judged. */
    public boolean isProfile() {
        return file != null && file.isProfile();
    }

    /**
     * How it ended, in words, and whether there is more of it to be measured; where that would go, if it is to be said.
     *
     * @param where what names the folder in a command
     */
    public String outcome(String where) {
        String outcome = environment.facts().getOrDefault("outcome", "?");
        String words = outcome.endsWith(" forks") ? outcome + " measured" : outcome;
        boolean isOpen = file != null && !outcome.startsWith(RunFile.End.COMPLETE);
        return words + "." + (isOpen ? " To measure the others: the same command with --output " + where + "." : "");
    }

    /** The same, wherever it is. */
    SavedRun anywhere() {
        return new SavedRun(name, environment, workloads, complaints, forks, file);
    }

    private static List<SavedRun> ofFolder(String name, Path folder) throws IOException {
        ForkLog.Contents log = ForkLog.read(folder);
        List<RunFile> files = RunFile.readAll(folder);
        List<String> complaints = new ArrayList<>(log.complaints());
        List<String> ids = files.stream().map(RunFile::id).toList();
        long strays =
                log.forks().stream().filter(fork -> !ids.contains(fork.run())).count();
        if (strays > 0) {
            complaints.add(folder + ": " + strays + " forks are left out, since the file of their run is missing");
        }
        List<SavedRun> runs = new ArrayList<>();
        for (RunFile file : files) {
            for (String variant : file.variantNames()) {
                List<Fork> forks = log.forks().stream()
                        .filter(fork -> fork.run().equals(file.id()))
                        .filter(fork -> fork.variant().equals(variant))
                        .toList();
                runs.add(new SavedRun(
                        name
                                + (files.size() == 1 ? "" : ", " + file.id())
                                + (file.variantNames().size() == 1 ? "" : ", " + variant),
                        file.facts(variant),
                        file.isProfile() ? List.of() : Measured.of(forks),
                        runs.isEmpty() ? List.copyOf(complaints) : List.of(),
                        forks,
                        file,
                        folder.toAbsolutePath().normalize()));
            }
        }
        if (runs.isEmpty()) {
            throw new IOException("cannot read " + RunFile.file(folder, 1));
        }
        return runs;
    }
}
