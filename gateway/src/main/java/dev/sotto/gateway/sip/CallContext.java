package dev.sotto.gateway.sip;

/** What a call works with. */
record CallContext(
        TransactionContext transactions,
        CallTable calls,
        Responses responses,
        InDialogSender sender,
        SipIds ids,
        int retryAfterSeconds) {}
