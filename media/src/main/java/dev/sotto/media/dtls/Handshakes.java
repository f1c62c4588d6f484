package dev.sotto.media.dtls;

import dev.sotto.media.sdp.Fingerprint;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The process's certificate and the workers that handshakes block: BouncyCastle has no other way for DTLS, and the JDK's DTLS
 * neither negotiates SRTP nor exports keys. At most {@value #AT_ONCE} handshakes at once, at most {@value #WAITING} wait; a peer
 * that finds no place repeats its first message and is served then. Any thread.
 */
public final class Handshakes implements AutoCloseable {
    static final int AT_ONCE = 32;
    static final int WAITING = 128;

    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(3_650);

    private final Identity identity;
    private final int timeoutMillis;
    private final ThreadPoolExecutor workers;

    private Handshakes(Identity identity, Duration timeout, ThreadPoolExecutor workers) {
        this.identity = identity;
        this.timeoutMillis = (int) timeout.toMillis();
        this.workers = workers;
    }

    /**
     * Makes a certificate, which takes some tens of milliseconds once.
     *
     * @param timeout for a whole handshake
     */
    public static Handshakes start(Instant now, Duration timeout, SecureRandom random) {
        Identity identity = Identity.create(new BcTlsCrypto(random), random, now, CERTIFICATE_LIFE);
        return new Handshakes(identity, timeout, workers());
    }

    private static ThreadPoolExecutor workers() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "sotto-dtls-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    /** Of our certificate, for descriptions. */
    public Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    /** Handshakes that are under way or wait. */
    public int pending() {
        return workers.getActiveCount() + workers.getQueue().size();
    }

    Identity identity() {
        return identity;
    }

    int timeoutMillis() {
        return timeoutMillis;
    }

    /** False when there is no place. */
    boolean run(Runnable work) {
        try {
            workers.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Interrupts what is under way. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
