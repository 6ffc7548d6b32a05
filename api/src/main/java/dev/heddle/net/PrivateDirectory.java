package dev.heddle.net;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A directory for UNIX sockets that nobody but this process's user may reach.
 *
 * <p>The JDK cannot say which permissions a socket's file is to have, and to set them afterwards is too late: somebody may
 * have connected. In a directory of mode 0700 it does not matter which they are.
 *
 * {@snippet :
 * Path directory = PrivateDirectory.at(Path.of("/run/user/1000/example"));
 * reactor.listenUnix(directory.resolve("control"), factory);
 * }
 */
public final class PrivateDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> MADE_SO =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    private PrivateDirectory() {}

    /**
     * Makes the directory {@code path}, with mode 0700, if it is not there, and otherwise makes sure that it is such a
     * one: no link, this user's own, and closed to all others. Blocks for a moment, and may be called from any thread.
     *
     * @param path in a directory that exists, in which others cannot rename what is not theirs
     * @return {@code path}
     * @throws IOException if it cannot be made, or is there and is not private; the message says in what way
     * @throws UnsupportedOperationException on systems without such permissions
     */
    public static Path at(Path path) throws IOException {
        try {
            Files.createDirectory(path, MADE_SO);
        } catch (FileAlreadyExistsException there) {
            requirePrivate(path);
        }
        return path;
    }

    private static void requirePrivate(Path path) throws IOException {
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()) {
            throw new IOException("not a private directory: " + path + " is no directory");
        }
        Set<PosixFilePermission> tooMany = EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
        tooMany.retainAll(found.permissions());
        if (!tooMany.isEmpty()) {
            throw new IOException("not a private directory: " + path + " has the permissions "
                    + PosixFilePermissions.toString(found.permissions()) + ", and may have "
                    + PosixFilePermissions.toString(OWNER_ONLY) + " (chmod 700)");
        }
        Path mine = Files.createTempFile(path, null, null);
        try {
            if (!Files.getOwner(mine).equals(found.owner())) {
                throw new IOException("not a private directory: " + path + " belongs to " + found.owner());
            }
        } finally {
            Files.delete(mine);
        }
    }
}
