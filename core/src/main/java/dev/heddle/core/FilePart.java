package dev.heddle.core;

import dev.heddle.net.FileRegion;

/** A part of a file that a {@link Wire} sends in one operation, and how much of it was sent. Its wire's. */
public final class FilePart {

    private final FileRegion region;
    private long position;
    private int left;

    FilePart(FileRegion region, long position, int count) {
        this.region = region;
        this.position = position;
        left = count;
    }

    /** What this is a part of. */
    public FileRegion region() {
        return region;
    }

    /** Where in the file the next byte to be sent is. */
    public long position() {
        return position;
    }

    /** How many bytes are to be sent. */
    public int left() {
        return left;
    }

    /** The next {@code count} bytes were sent. */
    public void sent(long count) {
        position += count;
        left -= (int) count;
    }

    /** Whether all of it was sent. */
    public boolean isSent() {
        return left == 0;
    }
}
