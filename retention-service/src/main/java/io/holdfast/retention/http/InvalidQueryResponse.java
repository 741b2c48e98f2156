package io.holdfast.retention.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** The body of an error response: one sentence for the user. */
record InvalidQueryResponse(String message) {

    static WebApplicationException because(String message) {
        return as(Status.BAD_REQUEST, message);
    }

    static WebApplicationException unknown(String message) {
        return as(Status.NOT_FOUND, message);
    }

    private static WebApplicationException as(Status status, String message) {
        return new WebApplicationException(
                message,
                Response.status(status)
                        .type(MediaType.APPLICATION_JSON)
                        .entity(new InvalidQueryResponse(message))
                        .build());
    }
}
