package dev.heddle.examples;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that a client wants (RFC 9110, section 14). In text it is what HTTP's {@code Content-Range} says.
 *
 * @param begin of the first byte
 * @param count zero if the file has none of the bytes that are wanted
 * @param size of the file
 * @param isPart whether the client asked for a range, which may be all of the file
 */
record ByteRange(long begin, long count, long size, boolean isPart) {

    /** One range; who asks for several gets all, as HTTP allows. */
    private static final Pattern FROM_TO = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");

    private static final Pattern LAST = Pattern.compile("bytes=-([0-9]{1,18})");

    /**
     * What a {@code Range} header wants of a file.
     *
     * @param header null, and one that means nothing here, for all of it
     */
    static ByteRange of(@Nullable String header, long size) {
        if (header != null) {
            var fromTo = FROM_TO.matcher(header);
            if (fromTo.matches()) {
                long begin = Long.parseLong(fromTo.group(1));
                long last = fromTo.group(2).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(fromTo.group(2));
                return last < begin ? whole(size) : part(begin, last + 1, size);
            }
            var last = LAST.matcher(header);
            if (last.matches()) {
                return part(Math.max(0, size - Long.parseLong(last.group(1))), size, size);
            }
        }
        return whole(size);
    }

    private static ByteRange whole(long size) {
        return new ByteRange(0, size, size, false);
    }

    private static ByteRange part(long begin, long end, long size) {
        return new ByteRange(begin, Math.max(0, Math.min(end, size) - begin), size, true);
    }

    boolean isEmpty() {
        return count == 0;
    }

    @Override
    public String toString() {
        return "bytes " + (isEmpty() ? "*" : begin + "-" + (begin + count - 1)) + "/" + size;
    }
}
