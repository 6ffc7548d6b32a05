package dev.heddle.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of which at no time only a half is there. */
public final class WholeFile {

    private WholeFile() {}

    /** What writes a file. */
    @FunctionalInterface
    public interface Writing {

        /** Writes all of it. */
        void to(Path file) throws IOException;
    }

    /**
     * Writes a file. What is there already stays, as long as there is no whole new one: the disk may be full.
     *
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void replace(Path file, Writing writing) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            writing.to(fresh);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            Files.deleteIfExists(fresh);
            throw refused;
        }
    }
}
