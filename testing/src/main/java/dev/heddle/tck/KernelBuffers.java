package dev.heddle.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much the kernel keeps of a connection whose receiver does not read. It grows with what was read before. */
public final class KernelBuffers {

    /** More than any kernel keeps unless it was told to. */
    private static final int USUALLY_MORE = 32 << 20;

    private KernelBuffers() {}

    /** More bytes than the kernel keeps on both sides of a connection: on Linux, as its settings say. */
    public static int moreThanTheyHold() {
        long most = mostOf("tcp_rmem") + mostOf("tcp_wmem");
        return Math.toIntExact(Math.max(USUALLY_MORE, most + (1 << 20)));
    }

    /** The last of the three numbers of a setting, which is its maximum; 0 where there is no such setting. */
    private static long mostOf(String setting) {
        try {
            String[] numbers = Files.readString(Path.of("/proc/sys/net/ipv4", setting))
                    .strip()
                    .split("\\s+", -1);
            return Long.parseLong(numbers[numbers.length - 1]);
        } catch (IOException notThisSystem) {
            return 0;
        }
    }
}
