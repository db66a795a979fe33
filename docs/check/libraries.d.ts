// Libraries that the documents import; button/fixtures/snippets has their types.
declare module '@angular/core';
declare module '@capacitor/app';
declare module '@capacitor/browser';
declare module 'lit';
