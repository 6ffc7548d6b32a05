package dev.heddle.core;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file by which a UNIX socket is found, for the drivers that have sockets. It comes with the binding and stays when
 * its server dies, so a server that starts anew has to remove it (I2).
 *
 * <p>The danger is to remove the file of a server that lives: another one that starts at the same moment may have done all
 * of this by now. So the file is moved out of the way first, and then asked again whether somebody answers: a socket
 * keeps answering under another name. If so, it is put back. See decision note 0025.
 */
public final class UnixSocketFile {

    private static final int FILE_KIND = 0170000;
    private static final int SOCKET = 0140000;

    private final Path path;
    private final @Nullable Identity identity;

    private UnixSocketFile(Path path) {
        this.path = path;
        identity = Identity.of(path);
    }

    /** Binds a socket. */
    @FunctionalInterface
    public interface Binding {

        /** Does it, or throws what the system says. */
        void bind() throws IOException;
    }

    /** Connects to a socket, without waiting, and closes the connection. */
    @FunctionalInterface
    public interface Probe {

        /** Does it, or throws what the system says. */
        void connect(UnixDomainSocketAddress address) throws IOException;
    }

    /** Which file it is, of all that ever had its path. Numbers of files are used again, so the time is looked at, too. */
    private record Identity(@Nullable Object key, FileTime created) {

        static @Nullable Identity of(Path path) {
            try {
                BasicFileAttributes found =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Identity(found.fileKey(), found.creationTime());
            } catch (IOException gone) {
                return null;
            }
        }
    }

    /**
     * Binds a socket to {@code local}, of which kind it may be.
     *
     * @return the file that is to be removed when the socket is closed; null if there is none
     * @throws IOException what the system says, or why a file at that path is left alone
     */
    public static @Nullable UnixSocketFile bind(SocketAddress local, Binding binding, Probe probe) throws IOException {
        if (!(local instanceof UnixDomainSocketAddress unix)) {
            binding.bind();
            return null;
        }
        Path path = unix.getPath();
        try {
            binding.bind();
        } catch (BindException taken) {
            removeStale(path, probe, taken);
            binding.bind();
        } catch (SocketException refused) {
            throw Addresses.explained(refused, unix);
        }
        return new UnixSocketFile(path);
    }

    private static void removeStale(Path path, Probe probe, BindException taken) throws IOException {
        if (!isSocket(path)) {
            throw because(taken, "there is a file that is no socket");
        }
        if (!isStale(path, probe)) {
            throw because(taken, "a server answers there");
        }
        String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Path aside = path.resolveSibling("." + suffix);
        try {
            Files.move(path, aside);
        } catch (NoSuchFileException gone) {
            return; // somebody else removed it
        }
        if (!isStale(aside, probe)) {
            Files.move(aside, path);
            throw because(taken, "a server that just started answers there");
        }
        Files.deleteIfExists(aside);
    }

    private static BindException because(BindException taken, String reason) {
        BindException explained = new BindException(taken.getMessage() + ": " + reason);
        explained.initCause(taken);
        return explained;
    }

    private static boolean isSocket(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return (mode & FILE_KIND) == SOCKET;
        }
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }

    /** Whether the system says that the file is nobody's. Whatever else it says, somebody may be there. */
    private static boolean isStale(Path path, Probe probe) {
        try {
            probe.connect(UnixDomainSocketAddress.of(path));
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException anythingElse) {
            return false;
        }
    }

    /** Removes the file if it still is the one that was bound. Before the socket is closed: nobody finds it stale. */
    public void delete() {
        try {
            if (identity != null && identity.equals(Identity.of(path))) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | SecurityException kept) {
            Log.warning("cannot remove the file of the closed UNIX socket " + path + ": " + kept);
        }
    }
}
