package dev.sotto.orchestrator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who the server runs as. PostgreSQL refuses to run as root, so root hides in a user name space of its own, or becomes
 * nobody where that is not allowed (as in many containers).
 */
enum ServerUser {
    OURSELVES(List.of(), -1),
    HIDDEN_ROOT(List.of("unshare", "-U"), 0),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), 65534);

    private static final long PATIENCE_SECONDS = 5;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    final List<String> prefix;

    private final int uid;

    ServerUser(List<String> prefix, int uid) {
        this.prefix = prefix;
        this.uid = uid;
    }

    static ServerUser choose() throws DatabaseException {
        if (!System.getProperty("user.name").equals("root")) {
            return OURSELVES;
        }
        for (ServerUser user : List.of(HIDDEN_ROOT, NOBODY)) {
            if (user.works()) {
                return user;
            }
        }
        throw new DatabaseException("PostgreSQL does not run as root, and neither unshare nor setpriv works here: "
                + "start the gateway as another user");
    }

    /** Gives this user a folder and all that is in it, whoever it belonged to. */
    void own(Path folder) throws IOException {
        if (uid < 0 || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.forEach(this::ownOne);
        }
    }

    private void ownOne(Path path) {
        try {
            if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid)) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean works() {
        try {
            var command = Stream.concat(prefix.stream(), Stream.of("true")).toList();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
