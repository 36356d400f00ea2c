/**
 * Mails: what is to be sent, written in the transaction that makes it true, and kept until a mail
 * server has taken it. What goes over the wire is the sender's business.
 *
 * <p>Table: {@code mail_outbox}. A row names a person or what somebody typed; the text and the
 * secret in its link are made when it is sent, so none of them waits in the store. A mail may go
 * out twice if a process dies between sending and noting it; then the later link is the good one.
 * Lock order: an account before rows of the outbox.
 */
@NullMarked
package dev.parley.messenger.mail;

import org.jspecify.annotations.NullMarked;
