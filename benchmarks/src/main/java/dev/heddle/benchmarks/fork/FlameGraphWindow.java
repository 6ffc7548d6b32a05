package dev.heddle.benchmarks.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import one.profiler.AsyncProfiler;

/** Samples the stacks of threads that run, and leaves them as a page. */
final class FlameGraphWindow implements Window {

    /** With perf events where they are allowed; the profiler turns to a timer for each thread by itself where they are not. */
    static final String START = "start,event=cpu,interval=1ms";

    private final Path file;

    FlameGraphWindow(Path file) {
        this.file = file;
    }

    @Override
    public void begin() throws IOException {
        AsyncProfiler.getInstance().execute(START);
    }

    @Override
    public Map<String, Double> end() throws IOException {
        String title = String.valueOf(file.getFileName()).replaceFirst("\\.html$", "");
        Files.writeString(file, AsyncProfiler.getInstance().execute("stop,flamegraph,title=" + title));
        return Map.of();
    }
}
