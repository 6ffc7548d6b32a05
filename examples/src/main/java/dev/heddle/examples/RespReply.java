package dev.heddle.examples;

import java.util.List;

/** What a Redis server answers, in version 2 of its protocol; commands look like this, too. */
public sealed interface RespReply {

    /** A short text, such as {@code OK}. */
    record Text(String text) implements RespReply {
        @Override
        public String toString() {
            return text;
        }
    }

    /** What the server refused to do, and why. */
    record Refusal(String message) implements RespReply {
        @Override
        public String toString() {
            return "(error) " + message;
        }
    }

    /** A number. */
    record Whole(long value) implements RespReply {
        @Override
        public String toString() {
            return "" + value;
        }
    }

    /** Bytes of any kind; here as text. */
    record Bulk(String text) implements RespReply {

        @Override
        public String toString() {
            return text;
        }
    }

    /** Several replies, which may be of different kinds. */
    record Row(List<RespReply> replies) implements RespReply {
        @Override
        public String toString() {
            return String.join("\n", replies.stream().map(RespReply::toString).toList());
        }
    }

    /** There is no such value. */
    record Nothing() implements RespReply {
        @Override
        public String toString() {
            return "(nil)";
        }
    }
}
