package dev.sotto.orchestrator.journal;

/** The database cannot be used; the message tells an operator why. */
public final class DatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
