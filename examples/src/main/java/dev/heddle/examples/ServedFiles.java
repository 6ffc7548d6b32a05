package dev.heddle.examples;

import dev.heddle.examples.HttpRequest.Refused;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The files that {@link FileServer} shows: those below a directory. Everything here may block. */
final class ServedFiles {

    private static final String INDEX = "index.html";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "json", "application/json",
            "png", "image/png",
            "jpg", "image/jpeg",
            "svg", "image/svg+xml",
            "pdf", "application/pdf");

    /** Without links on the way. */
    private final Path root;

    /** The files below {@code directory}. */
    ServedFiles(Path directory) throws IOException {
        root = directory.toRealPath();
    }

    /**
     * A file that is open, for whoever asked for it to close.
     *
     * @param modified to the second, as HTTP tells it
     */
    record Opened(FileChannel channel, long size, Instant modified, String type) implements Closeable {

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Opens the file at {@code path}, which is not to lead out of the directory, links included. */
    Opened open(String path) throws Refused {
        try {
            Path file = resolve(path).toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!file.startsWith(root) || !attributes.isRegularFile()) {
                throw notFound();
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            try {
                Instant modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
                return new Opened(channel, channel.size(), modified, typeOf(file));
            } catch (IOException broken) {
                channel.close();
                throw broken;
            }
        } catch (NoSuchFileException | InvalidPathException absent) {
            throw notFound();
        } catch (IOException unreadable) {
            throw new Refused("403 Forbidden", "this file cannot be read");
        }
    }

    private Path resolve(String path) throws Refused {
        String wanted = path.endsWith("/") ? path + INDEX : path;
        List<String> names = List.of(wanted.substring(1).split("/", -1));
        if (names.contains("") || names.contains(".") || names.contains("..")) {
            throw notFound();
        }
        return root.resolve(String.join("/", names));
    }

    private static Refused notFound() {
        return new Refused("404 Not Found", "there is no such file");
    }

    private static String typeOf(Path file) {
        String name = file.toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }
}
