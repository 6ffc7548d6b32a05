package dev.heddle.net;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/**
 * A part of a file that is open, to be sent by {@link Transport#sendFile}. The channel stays its owner's, who closes it
 * when all is sent, and its position is neither used nor changed: several connections may send from one at a time.
 *
 * @param file open for reading
 * @param offset of the first byte, zero or more
 * @param count of bytes, zero or more
 */
public record FileRegion(FileChannel file, long offset, long count) {

    /**
     * A region, of which the file may turn out to have less.
     *
     * @throws IllegalArgumentException if the numbers are negative, or the file is closed, or not open for reading
     */
    public FileRegion {
        Objects.requireNonNull(file, "file");
        if (offset < 0 || count < 0 || offset + count < 0) {
            throw new IllegalArgumentException(
                    "a region must begin at 0 or more and have 0 bytes or more, not begin at " + offset + " and have "
                            + count);
        }
        try {
            file.read(ByteBuffer.allocate(0), offset);
        } catch (NonReadableChannelException | IOException unusable) {
            throw new IllegalArgumentException("cannot read from " + file + ": " + unusable, unusable);
        }
    }

    /** All of {@code file}. May block for as long as the file system needs to tell the size. */
    public static FileRegion of(FileChannel file) throws IOException {
        return new FileRegion(file, 0, file.size());
    }

    /**
     * Passes bytes to {@code target}, without copying them where the system can. May block for as long as the disk needs.
     *
     * @param position of the first, in the file
     * @param count of those to be passed, at most
     * @return how many {@code target} took
     * @throws EOFException if the file ends at or before {@code position}
     * @throws IOException if the file cannot be read, or {@code target} fails
     */
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        try {
            long passed = file.transferTo(position, count, target);
            if (passed == 0 && position >= file.size()) {
                throw ended(position);
            }
            return passed;
        } catch (RuntimeException broken) {
            throw new IOException("cannot send from " + file + ": " + broken, broken);
        }
    }

    /**
     * Reads bytes. May block for as long as the disk needs.
     *
     * @param position of the first, in the file
     * @param count of those wanted
     * @return that many, ready to be read
     * @throws EOFException if the file ends before
     * @throws IOException if the file cannot be read
     */
    public ByteBuffer read(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, position + bytes.position()) < 0) {
                    throw ended(position + bytes.position());
                }
            }
            return bytes.flip();
        } catch (RuntimeException broken) {
            throw new IOException("cannot read from " + file + ": " + broken, broken);
        }
    }

    private EOFException ended(long position) {
        return new EOFException("the file ends before byte " + position + ", and its bytes from " + offset + " to "
                + (offset + count) + " were to be sent");
    }
}
