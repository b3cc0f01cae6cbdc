import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { CoreError, type Host } from './host';

interface Failure {
  code: string;
  params: Record<string, string | number>;
}

const isFailure = (cause: unknown): cause is Failure =>
  typeof cause === 'object' && cause !== null && 'code' in cause && 'params' in cause;

/** The desktop shell: one `rpc` command, two events. */
export const tauriHost: Host = {
  async call(command, payload, approval) {
    try {
      return await invoke('rpc', { command, payload, approval: approval ?? null });
    } catch (cause) {
      throw isFailure(cause) ? new CoreError(cause.code, cause.params) : new CoreError('internal', { detail: String(cause) });
    }
  },
  listen(event, handler) {
    let stopped = false;
    let stop = () => {};
    void listen(event, (message) => handler(message.payload)).then((unlisten) => {
      if (stopped) unlisten();
      else stop = unlisten;
    });
    return () => {
      stopped = true;
      stop();
    };
  },
};
