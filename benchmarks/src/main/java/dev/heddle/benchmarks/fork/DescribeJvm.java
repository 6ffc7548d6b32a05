package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.results.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** Says in a line what JVM this is, as far as it matters to what is measured in it. */
public final class DescribeJvm {

    /** What the line begins with; a map of names and values in JSON follows. */
    public static final String FOUND = "heddle-jvm ";

    /** The fact that names the JDK. */
    public static final String JDK = "jdk";

    private DescribeJvm() {}

    /** Takes no arguments. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                JDK,
                System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.vendor.version", System.getProperty("java.vendor")));
        facts.put("collector", collector());
        facts.put("processors of a fork", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("virtual threads", parallelism() + " carriers, " + pollers());
        System.out.println(FOUND + Json.line(facts));
    }

    private static String collector() {
        List<String> names = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(bean -> bean.getName())
                .toList();
        return String.join(", ", names);
    }

    /** JDK 24 and newer say it; before, it is as set, or one for each processor. */
    private static String parallelism() {
        try {
            ObjectName scheduler = new ObjectName("jdk.management:type=VirtualThreadScheduler");
            return String.valueOf(ManagementFactory.getPlatformMBeanServer().getAttribute(scheduler, "Parallelism"));
        } catch (JMException older) {
            return System.getProperty(
                    "jdk.virtualThreadScheduler.parallelism",
                    String.valueOf(Runtime.getRuntime().availableProcessors()));
        }
    }

    /** Who waits for the sockets of virtual threads: nothing tells it but the threads that are there after one has waited. */
    private static String pollers() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread accepting = Thread.ofVirtual().start(() -> {
                try {
                    server.accept().close();
                } catch (IOException gone) {
                    // then it was not to be
                }
            });
            while (accepting.getState() != Thread.State.WAITING && accepting.isAlive()) {
                Thread.onSpinWait();
            }
            new Socket(server.getInetAddress(), server.getLocalPort()).close();
            accepting.join();
        }
        List<String> threads = Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
                .map(ThreadInfo::getThreadName)
                .toList();
        if (threads.stream().anyMatch(name -> name.startsWith("MasterPoller"))) {
            return "poller mode 2 (pollers are virtual threads)";
        }
        return threads.stream().anyMatch(name -> name.startsWith("Read-Poller"))
                ? "poller mode 1 (pollers are platform threads)"
                : "poller mode unknown";
    }
}
