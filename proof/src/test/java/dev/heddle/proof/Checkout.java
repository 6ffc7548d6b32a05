package dev.heddle.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of this project. */
final class Checkout {

    private static final Path ROOT = findRoot();
    private static final List<String> MODULES = List.of("api", "core", "testing", "selector-impl", "loom-impl");

    private Checkout() {}

    /** The nearest directory, from the working directory up, that holds the contract. */
    private static Path findRoot() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("docs/contract.md"))) {
                return directory;
            }
        }
        throw new IllegalStateException("there is no docs/contract.md in or above " + start);
    }

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** The one main source file of that name, which has no folder in it. */
    static Path source(String name) {
        List<Path> found = MODULES.stream()
                .flatMap(module -> filesUnder(ROOT.resolve(module).resolve("src/main/java")).stream())
                .filter(file -> file.getFileName().toString().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("need one source file named " + name + ", not " + found);
        }
        return found.getFirst();
    }

    /** The module that a main source file belongs to. */
    static String moduleOf(Path source) {
        return ROOT.relativize(source).getName(0).toString();
    }

    /** All files under {@code folder}, in alphabetical order. */
    static List<Path> filesUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
