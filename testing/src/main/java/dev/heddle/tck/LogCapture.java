package dev.heddle.tck;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the reactor logs while this is open: the records of the logger {@code dev.heddle}, which then go nowhere else.
 * {@link System.Logger} leads to {@code java.util.logging}, unless told otherwise.
 */
final class LogCapture implements AutoCloseable {

    private final ReactorHarness harness;
    private final Logger logger = Logger.getLogger("dev.heddle");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
            harness.noticeChange();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Begins to capture. Each record wakes those who wait with {@code harness}. */
    LogCapture(ReactorHarness harness) {
        this.harness = harness;
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    /** All records so far. */
    List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** The messages so far. */
    List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    /** The exceptions so far. */
    List<Throwable> thrown() {
        return records.stream()
                .map(LogRecord::getThrown)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Waits for a record that carries {@code thrown}. */
    LogRecord await(Throwable thrown) {
        harness.await("a log record of " + thrown, () -> !recordsOf(thrown).isEmpty());
        return recordsOf(thrown).getFirst();
    }

    /** All records so far that carry {@code thrown}. */
    @SuppressWarnings("ReferenceEquality") // the exception itself is meant
    List<LogRecord> recordsOf(Throwable thrown) {
        return records.stream().filter(record -> record.getThrown() == thrown).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }
}
