package dev.heddle.benchmarks.results;

import com.google.gson.JsonParseException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forks of a folder of results, one line of JSON each, in the order in which they ended. A line is written at once and
 * forced to the disk, and no line is ever changed: whatever happens, at most the fork under way is lost.
 */
public final class ForkLog implements Closeable {

    /** Name of the file. */
    public static final String FILE = "forks.jsonl";

    private final FileChannel channel;

    private ForkLog(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * What is in a log.
     *
     * @param forks those that could be read
     * @param complaints a line for each that could not
     */
    public record Contents(List<Fork> forks, List<String> complaints) {}

    /** Opens the log of {@code folder} to be added to. A torn last line, which is no result, is cut off. */
    public static ForkLog open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(wholeLength(Files.readAllBytes(file)));
            channel.position(channel.size());
            return new ForkLog(channel);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Where the last whole line ends. */
    private static int wholeLength(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        return length;
    }

    /**
     * Adds a line, which is on the disk when this returns.
     *
     * @throws IOException if it is not; then nothing of it is in the file, if that can be helped
     */
    public void append(Fork fork) throws IOException {
        ByteBuffer line = StandardCharsets.UTF_8.encode(Json.line(fork) + "\n");
        long begin = channel.position();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException full) {
            channel.truncate(begin);
            throw full;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Whether {@code folder} has a log. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads the log of {@code folder}, as far as it can be read: a line that is none is named, and skipped.
     *
     * @throws IOException if there is none
     */
    public static Contents read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IOException("cannot read " + file, missing);
        }
        List<Fork> forks = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        int whole = wholeLength(bytes);
        int number = 0;
        for (String line : text(bytes, whole).lines().toList()) {
            number++;
            try {
                forks.add(parse(line));
            } catch (JsonParseException malformed) {
                complaints.add(file + ", line " + number + " is skipped: " + malformed.getMessage());
            }
        }
        if (whole < bytes.length) {
            complaints.add(file + ": the last line is torn, and left out; that fork was not finished");
        }
        return new Contents(List.copyOf(forks), List.copyOf(complaints));
    }

    private static String text(byte[] bytes, int length) {
        return new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
    }

    private static Fork parse(String line) {
        Fork fork = Json.parse(line, Fork.class);
        if (fork.schema() != Fork.SCHEMA) {
            throw new JsonParseException(
                    "it is of version " + fork.schema() + ", and this program reads version " + Fork.SCHEMA);
        }
        return fork;
    }
}
