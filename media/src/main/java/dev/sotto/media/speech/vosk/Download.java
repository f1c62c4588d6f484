package dev.sotto.media.speech.vosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file from the web that may break off and goes on where it was. Blocks. */
final class Download {
    private static final int ATTEMPTS = 5;
    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final URI url;
    private final Path part;
    private final long maxBytes;
    private final int timeoutMillis;
    private final ProgressBar progress;

    Download(URI url, Path part, long maxBytes, int timeoutMillis, ProgressBar progress) {
        this.url = url;
        this.part = part;
        this.maxBytes = maxBytes;
        this.timeoutMillis = timeoutMillis;
        this.progress = progress;
    }

    /** Tries until all is there; each try goes on where the one before it ended. */
    void run() throws IOException {
        IOException last = new FetchFailure("nothing was tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (attempt()) {
                    progress.done();
                    return;
                }
                last = new FetchFailure("the connection ended early");
            } catch (FetchFailure decided) {
                throw decided;
            } catch (IOException broken) {
                last = broken;
            }
        }
        throw new FetchFailure("The download broke off " + ATTEMPTS + " times, at " + have() + " bytes ("
                + last.getMessage() + "). Run the command again: it goes on from there.");
    }

    private long have() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Returns whether all is there. */
    private boolean attempt() throws IOException {
        long have = have();
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        connection.setRequestProperty("User-Agent", "Sotto");
        // what is counted is what is stored
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        try {
            int status = connection.getResponseCode();
            if (status == UNSATISFIABLE && have > 0) {
                return wholeAlready(connection, have);
            }
            if (status != HttpURLConnection.HTTP_OK && status != PARTIAL) {
                throw new FetchFailure(url + " answered " + status + ".");
            }
            return read(connection, status == PARTIAL ? continued(connection, have) : 0);
        } finally {
            connection.disconnect();
        }
    }

    /** We have at least as much as there is: exactly so much is all, more is something else. */
    private boolean wholeAlready(HttpURLConnection connection, long have) throws IOException {
        String range = String.valueOf(connection.getHeaderField("Content-Range"));
        if (range.equals("bytes */" + have)) {
            return true;
        }
        Files.delete(part);
        return false;
    }

    /** A server may send another part than was asked for. */
    private static long continued(HttpURLConnection connection, long have) throws IOException {
        Matcher range = RANGE.matcher(String.valueOf(connection.getHeaderField("Content-Range")));
        if (!range.matches() || Long.parseLong(range.group(1)) != have) {
            throw new FetchFailure("The server sent another part than the one that was asked for.");
        }
        return have;
    }

    private boolean read(HttpURLConnection connection, long from) throws IOException {
        long length = connection.getContentLengthLong();
        long total = length < 0 ? -1 : from + length;
        if (total > maxBytes) {
            throw new FetchFailure("It has " + total + " bytes, more than the " + maxBytes + " that a model may have.");
        }
        long have = from;
        byte[] piece = new byte[64 * 1024];
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(
                        part,
                        StandardOpenOption.CREATE,
                        from == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND)) {
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                have += size;
                if (have > maxBytes) {
                    throw new FetchFailure("It has more than the " + maxBytes + " bytes that a model may have.");
                }
                out.write(piece, 0, size);
                progress.at(have, total);
            }
        }
        return total < 0 || have == total;
    }
}
